"""What a machine refuses (room, rights, memory, a damaged file) as a German sentence that says what to do."""

import errno

import duckdb

_SAFE = "Die bisherige Ausgabe wird weiter gezeigt, und keine Lieferung ist verloren; danach den Befehl wiederholen."
_BY_NUMBER = {
    errno.ENOSPC: "Der Datenträger ist voll. Bitte Platz schaffen.",
    errno.EDQUOT: "Das Kontingent auf dem Datenträger ist erschöpft. Bitte Platz schaffen.",
    errno.EFBIG: "Eine Datei darf nicht größer werden. Bitte die Grenze (ulimit) oder den Datenträger prüfen.",
    errno.EROFS: "Der Datenträger lässt kein Schreiben zu. Bitte so einhängen, dass er es tut.",
    errno.EACCES: "Das Recht zum Lesen oder Schreiben fehlt. Bitte Eigentümer und Rechte prüfen.",
    errno.EPERM: "Das Recht zum Lesen oder Schreiben fehlt. Bitte Eigentümer und Rechte prüfen.",
    errno.EIO: "Der Datenträger meldet einen Fehler. Bitte den Datenträger prüfen.",
}
# DuckDB names the cause in its text only.
_BY_WORD = {
    "no space left": errno.ENOSPC,
    "disk quota": errno.EDQUOT,
    "file too large": errno.EFBIG,
    "read-only file system": errno.EROFS,
    "permission denied": errno.EACCES,
    "input/output error": errno.EIO,
}
_MEMORY = "Der Arbeitsspeicher reicht nicht. Bitte andere Programme beenden oder diesem mehr zugestehen."
_DAMAGED = "Eine Datei der Einrichtung ist beschädigt. Nachsehen und beheben, was geht: python -m etl doctor"


def sentence(error: BaseException) -> str:
    """The sentence for an error of the machine; an unknown one keeps its own short text."""
    if isinstance(error, MemoryError | duckdb.OutOfMemoryException):
        return f"{_MEMORY} {_SAFE}"
    if isinstance(error, OSError):
        known = _BY_NUMBER.get(error.errno or 0)
        where = f" ({error.filename})" if error.filename else ""
        return f"{known}{where} {_SAFE}" if known else str(error)
    text = str(error).lower()
    for word, number in _BY_WORD.items():
        if word in text:
            return f"{_BY_NUMBER[number]} {_SAFE}"
    if isinstance(error, duckdb.Error) and ("corrupt" in text or "checksum" in text or "not a valid" in text):
        return f"{_DAMAGED} {_SAFE}"
    return f"Die Datenbank meldet einen Fehler ({type(error).__name__}). Nachsehen: python -m etl doctor. {_SAFE}"
