"""Exports in every generation's form, with invented rows: nothing here is a publisher's.

acled("2023", {"fatalities": "3"}, {})     text of two rows, the first with a cell changed
ucdp("v20", {"best": "3"})                 the same for UCDP GED
as_csv(header, rows, separator=";", line_end="\\r\\n")
"""

import csv
import io
from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]

ACLED_HEADERS = {
    "2017": (
        "GWNO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,"
        "ALLY_ACTOR_1,INTER1,ACTOR2,ALLY_ACTOR_2,INTER2,INTERACTION,COUNTRY,ADMIN1,ADMIN2,ADMIN3,"
        "LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,NOTES,FATALITIES"
    ),
    "2018": (
        "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,"
        "sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,"
        "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,"
        "source_scale,notes,fatalities,timestamp,iso3"
    ),
    "2023": (
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,"
        "actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,"
        "iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,"
        "source_scale,notes,fatalities,tags,timestamp"
    ),
}
ACLED_HEADERS["2024"] = ACLED_HEADERS["2023"] + ",population_1km,population_best"
ACLED_HEADERS["regional"] = (
    "EVENT_DATE,EVENT_TYPE,SUB_EVENT_TYPE,COUNTRY,ADMIN1,LOCATION,LATITUDE,LONGITUDE,FATALITIES"
)
ACLED_DATES = {
    "2017": "16/10/2017", "2018": "16 October 2017", "2023": "2017-10-16",
    "2024": "2017-10-16T00:00:00Z", "regional": "16-Oct-17",
}  # fmt: skip

UCDP_HEADERS = {
    "v19": (
        "id,year,active_year,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,"
        "side_a_new_id,gwnoa,side_a,side_b_new_id,gwnob,side_b,number_of_sources,source_article,"
        "source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
        "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,"
        "event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
        "deaths_unknown,low,best,high"
    ),
    "v20": (
        "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
        "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
        "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
        "source_date,source_headline,source_original,where_prec,where_coordinates,"
        "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
        "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
        "deaths_unknown,best,high,low,gwnoa,gwnob"
    ),
}
UCDP_HEADERS["country"] = UCDP_HEADERS["v20"] + ",start_year,end_year,iso3"

ACLED_ROW: Row = {
    "year": "2017", "time_precision": "1", "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "Army of Testland (2010-)", "inter1": "1",
    "actor2": "Rebels of Testland", "inter2": "2", "country": "Iraq", "admin1": "Test Region",
    "location": "Alphaville", "latitude": "35.5", "longitude": "44.25", "geo_precision": "1",
    "source": "Invented Daily", "notes": "An invented clash.", "fatalities": "0",
    "timestamp": "1600000000",
}  # fmt: skip
UCDP_ROW: Row = {
    "year": "2017", "type_of_violence": "1", "side_a": "Government of Testland",
    "side_b": "Rebels of Testland", "source_article": "Invented Daily, 2017-10-17",
    "source_office": "Invented Daily", "source_headline": "An invented clash", "where_prec": "1",
    "where_coordinates": "Alphaville", "adm_1": "Test Region", "latitude": "35.5",
    "longitude": "44.25", "country": "Iraq", "event_clarity": "1", "date_prec": "1",
    "date_start": "2017-10-16", "date_end": "2017-10-16", "low": "1", "best": "2", "high": "4",
}  # fmt: skip


def as_csv(header: str, rows: Sequence[Row], separator: str = ",", line_end: str = "\n") -> str:
    """The table as text; a row's cells are found by the lower-cased names of columns."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=line_end)
    names = header.split(",")
    writer.writerow(names)
    writer.writerows([row.get(name.lower(), "") for name in names] for row in rows)
    return out.getvalue()


def acled_rows(generation: str, *changes: Row) -> list[Row]:
    """A row for each change, with an identifier of its own."""
    return [
        {
            **ACLED_ROW,
            "event_date": ACLED_DATES[generation],
            "event_id_cnty": f"INV{number}",
            **({"event_type": "Battle-No change of territory"} if generation == "2017" else {}),
            **change,
        }
        for number, change in enumerate(changes, 1)
    ]


def acled(generation: str, *changes: Row, **form: str) -> str:
    """An export of ACLED."""
    return as_csv(ACLED_HEADERS[generation], acled_rows(generation, *changes), **form)


def ucdp(generation: str, *changes: Row, **form: str) -> str:
    """An export of UCDP GED."""
    rows = [{**UCDP_ROW, "id": f"{number}", **change} for number, change in enumerate(changes, 1)]
    return as_csv(UCDP_HEADERS[generation], rows, **form)
