"""Who covers which country on a day, from where; what is missing; what opened and closed."""

from entrepot.analyses.relations.coverage.coverage import Cover, Coverage, Row, coverage, network_of_posts
from entrepot.analyses.relations.coverage.gaps import Gap, Missing, gaps
from entrepot.analyses.relations.coverage.kinds import Kind, Level
from entrepot.analyses.relations.coverage.lasting import Presence
from entrepot.analyses.relations.coverage.map_rows import MapRow, map_rows
from entrepot.analyses.relations.coverage.moves import Move, PostMove, moves
from entrepot.analyses.relations.coverage.post import Absence, Post, Posts
from entrepot.analyses.relations.coverage.posts import posts

__all__ = [
    "Absence",
    "Cover",
    "Coverage",
    "Gap",
    "Kind",
    "Level",
    "MapRow",
    "Missing",
    "Move",
    "Post",
    "PostMove",
    "Posts",
    "Presence",
    "Row",
    "coverage",
    "gaps",
    "map_rows",
    "moves",
    "network_of_posts",
    "posts",
]
