"""Wrong usage of a command, told in German; for the commands of both programs."""

import typer


def sentence(error: typer.TyperException, program: str = "etl") -> str:
    """Wrong usage of a program in German where the library knows only English; else its own message."""
    kind, message = type(error).__name__, str(getattr(error, "message", error))
    if kind == "NoArgsIsHelpError":
        return message
    if kind == "MissingParameter":
        param = getattr(error, "param", None)
        name = "eine Angabe" if param is None else next(iter(param.opts), param.name)
        name = name if name.startswith("-") else getattr(param, "metavar", None) or name
        message = f"Es fehlt: {name}"
    elif kind == "NoSuchOption":
        message = f"Die Option {getattr(error, 'option_name', '')} gibt es nicht."
    elif message.startswith("No such command"):
        message = f"Den Befehl {message.removeprefix('No such command ').rstrip('.')} gibt es nicht."
    elif kind == "BadParameter" and getattr(error, "param", None) is not None:
        name = next(iter(error.param.opts), "")  # type: ignore[attr-defined]
        message = f"Die Angabe {name} passt nicht: {message}"
    return f"Fehler: {message}\nHilfe: python -m {program} --help"
