"""What leaves Entrepôt in other people's formats: calendars, maps, linked data, FollowTheMoney, IATI.

Every export is a function of statements to an `Export`; it reads no store and writes no file. Statements that
are private, retracted or merged away never leave unless the caller asks for private ones, and logs it.
"""
