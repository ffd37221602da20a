"""A folder of a layer, small and right; tests spoil one cell of it."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "sources/invented.csv": """key,publisher,title,year,address,licence,retrieved,note
own,Nobody,Invented numbers for tests,2024,https://example.org,CC0-1.0,2026-01-01,
""",
    "terminals.csv": """code,en,fr,nl,ru,kk,country,latitude,longitude,modes,gauges,landmass,also,source,note
BEANR,Antwerp,Anvers,Antwerpen,Антверпен,,BEL,51.28,4.30,sea;rail;road;barge,1435,afro-eurasia,,own,
BELGG,Liège,Liège,Luik,Льеж,,BEL,50.70,5.66,rail;road;barge,1435,afro-eurasia,Trilogiport;Renory,own,
BYBQT,Brest,,,Брест,,BLR,52.08,23.65,rail;road,1520,afro-eurasia,,own,
CNSHA,Shanghai,,,Шанхай,,CHN,31.35,121.60,sea,,afro-eurasia,,own,
PLMAL,Małaszewicze,,,,,POL,52.02,23.53,rail;road,1435;1520,afro-eurasia,,own,A note
""",
    "passages.csv": """key,kind,en,fr,nl,ru,kk,also
suez,canal,Suez Canal,Canal de Suez,Suezkanaal,Суэцкий канал,,Suez;Суэц
cape,cape,Cape of Good Hope,,,,,
""",
    "osm/rail.csv": """id,mode,start,end,km,gauge,countries,passages,source,quality,note
rail:BYBQT:PLMAL,rail,BYBQT,PLMAL,12,1520,BLR:6;POL:6,,own,derived,
rail:BELGG:PLMAL,rail,BELGG,PLMAL,1420,1435,BEL:70;DEU:670;POL:680,,own,derived,
""",
    "sea.csv": """id,mode,start,end,km,gauge,countries,passages,source,quality,note
sea:BEANR:CNSHA,sea,BEANR,CNSHA,19700,,,suez,own,reported,
sea:BEANR:CNSHA:cape,sea,BEANR,CNSHA,25800,,,cape,own,reported,"round, not through"
""",
    "osm/rail.shapes.csv": """id,line
rail:BYBQT:PLMAL,odIyrCJV
""",
    "parameters/modes.csv": """quantity,mode,where,low,typical,high,year,source,quality,used,note
speed,rail,,20,30,45,2024,own,estimated,yes,
speed,rail,gauge:1435,25,40,60,2024,own,estimated,yes,
speed,rail,gauge:1435,30,50,70,2022/2023,own,reported,no,another source
border_hours,rail,border:BYBQT:PLMAL,6,24,120,2024,own,reported,yes,
border_hours,,country:BLR,1,2,3,,own,estimated,,
intensity,air,haul:freighter:long,500,600,700,2024,own,reported,yes,
""",
    "seasons.csv": """key,en,fr,nl,ru,kk,closes,months,source,note
winter,Winter,Hiver,Winter,Зима,Қыс,passage:cape;terminal:BYBQT,12;1;2,own,
""",
    "open_borders.csv": """a,b,source,note
EU27,,own,
BLR,RUS,own,
""",
}

LEG = FILES["sea.csv"].partition("\n")[0] + "\n"
FILES |= dict.fromkeys(("osm/road.csv", "waterways.csv", "ferries.csv", "air.csv"), LEG)


def write(folder: Path, **spoilt: tuple[str, str]) -> Path:
    """The folder, with one text replaced by another in the files named (`sea_csv=("19700", "12")`)."""
    for name, text in FILES.items():
        old, new = spoilt.get(name.replace("/", "_").replace(".", "_"), ("", ""))
        assert old in text, (name, old)
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return folder
