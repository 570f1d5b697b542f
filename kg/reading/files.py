"""Which files are articles, and what characters they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kg.errors import InputError

MAX_BYTES = 2_000_000
"""The largest file taken for an article. The longest real ones have about 60 kB."""

MAX_LINE = 200_000
"""The longest line (in characters) taken for a paragraph."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def find_articles(paths: Iterable[str | Path]) -> list[Path]:
    """The article files that *paths* stand for.

    Files come as given. A folder stands for every ``*.txt`` below it, sorted by path; hidden files, files in hidden
    folders and ``README*`` are left out.

    Raises:
        InputError: a path does not exist, a folder cannot be listed or has no article.
    """
    found: dict[Path, None] = {}
    for given in paths:
        path = Path(given)
        try:
            if path.is_dir():
                found.update(dict.fromkeys(_articles_below(path)))
            elif path.exists():
                found[path] = None
            else:
                raise InputError("no such file or folder", place=str(path), advice="Check the path.")
        except (OSError, ValueError) as error:
            raise InputError(f"cannot be opened ({_reason(error)})", place=_printable(path)) from error
    return list(found)


def _articles_below(folder: Path) -> list[Path]:
    list(folder.iterdir())  # rglob passes silently over a folder that may not be read
    articles = sorted(
        path
        for path in folder.rglob("*.txt")
        if path.is_file()
        and not path.name.upper().startswith("README")
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not articles:
        raise InputError("no article in this folder", place=str(folder), advice="Articles are files named *.txt.")
    return articles


def read_text(path: Path, encoding: str) -> str:
    """The characters of *path*, exactly as ``Path.read_text(encoding=encoding)`` gives them.

    ``\\r\\n`` and ``\\r`` count as one ``\\n``, and a byte order mark counts as a character.

    Raises:
        InputError: the file is missing, unreadable, empty, too large, binary, or not in *encoding*.
    """
    place = _printable(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise InputError("is a folder, not an article", place=place)
        if size > MAX_BYTES:
            raise InputError(
                f"has {size:,} bytes; an article may have {MAX_BYTES:,}",
                place=place,
                advice="Give one article a file.",
            )
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("no such file", place=place, advice="Check the path.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be opened ({_reason(error)})", place=place) from error
    text = _decode(raw, encoding, place).replace("\r\n", "\n").replace("\r", "\n")
    _check(text, place)
    return text


def _decode(raw: bytes, encoding: str, place: str) -> str:
    if b"\0" in raw and not encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32", "utf16", "utf32")):
        wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        raise InputError(
            f"is not text: NUL at byte {raw.index(0)}",
            place=place,
            advice="Its byte order mark says --encoding utf-16." if wide else "Only plain text files can be read.",
        )
    try:
        return raw.decode(encoding)
    except LookupError as error:
        raise InputError(f"unknown encoding {encoding!r}", advice="For example utf-8 or windows-1252.") from error
    except UnicodeError as error:
        where, value = _bad_byte(error)
        name = "UTF-8" if encoding.lower().replace("_", "-") in {"utf-8", "utf8"} else encoding
        other = "windows-1252" if name == "UTF-8" else "utf-8"
        raise InputError(
            f"is not {name}: byte {value}{where}",
            place=place,
            advice=f"If it is an older page, try --encoding {other}.",
        ) from error


def _bad_byte(error: UnicodeError) -> tuple[str, str]:
    if isinstance(error, UnicodeDecodeError) and error.start < len(error.object):
        return f" at offset {error.start}", f"0x{error.object[error.start]:02X}"
    return "", "unknown"


def _check(text: str, place: str) -> None:
    if not text.strip("\ufeff \t\n\v\f\x85\xa0\u200b"):
        raise InputError("is empty", place=place, advice="An article needs some text.")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise InputError(
            f"is not text: control character U+{ord(control.group()):04X} in line {line}",
            place=place,
            advice="Only plain text files can be read.",
        )
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE:
        raise InputError(
            f"has a line of {longest:,} characters; a paragraph may have {MAX_LINE:,}",
            place=place,
            advice="Give one article a file, one paragraph a line.",
        )


def _reason(error: Exception) -> str:
    strerror = getattr(error, "strerror", None)
    return str(strerror or error).lower()


def _printable(path: Path) -> str:
    """The path on one line, whatever its bytes."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8").replace("\n", "\\n").replace("\0", "\\0")
