"""Office packages whose bytes depend on nothing but their content: members with a fixed time, in their own order."""

import io
import re
import zipfile

_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_STAMP = (1980, 1, 1, 0, 0, 0)


def settled(package: bytes, *, inner: bool = False) -> bytes:
    """The same package with every member dated alike; workbooks `inner` to it lose the time they were made at."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            member = zipfile.ZipInfo(info.filename, _STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(info.filename)
            if inner and info.filename == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            elif info.filename.endswith(".xlsx"):
                content = settled(content, inner=True)
            new.writestr(member, content)
    return out.getvalue()
