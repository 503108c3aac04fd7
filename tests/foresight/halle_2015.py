"""The arrivals of Halle 2012 to 2015 month by month, shaped so that the published totals hold; the months are assumed.

Published: 172 (2012), 402 (2013) and 2,706 (2015) assigned persons; 2014 is 402 times the growth of all applications in
Germany. The course within 2015 follows what is known of the national registration (January to September 577,000,
September 164,000, October 181,000, November 206,000, December 127,000).
"""

from etl.foresight.series import Series

YEARS = {
    2012: (13, 12, 13, 12, 13, 13, 14, 15, 16, 17, 17, 17),
    2013: (24, 22, 24, 26, 28, 32, 36, 40, 42, 44, 42, 42),
    2014: (46, 35, 36, 36, 40, 50, 62, 56, 60, 74, 74, 73),
    2015: (85, 78, 83, 98, 110, 128, 203, 256, 402, 445, 506, 312),
}
TOTALS = {2012: 172, 2013: 402, 2014: 642, 2015: 2706}


def halle(until: str) -> Series:
    """The series up to a month (JJJJ-MM)."""
    year, month = (int(part) for part in until.split("-"))
    counts = [count for y, row in YEARS.items() for m, count in enumerate(row, 1) if (y, m) <= (year, month)]
    return Series("2012-01", counts)  # type: ignore[arg-type]
