"""Turn bytes into text, or say why they are none."""

import codecs
import re

from charset_normalizer import from_bytes

from dateline.errors import ReadError

SAMPLE_BYTES = 65_536
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark opens with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^<>]{0,200}?(?:charset|encoding)\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_:.-]{2,30})",
    re.IGNORECASE,
)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_CONTROL_SHARE = 0.01
MAX_CHAOS = 0.02
CANDIDATES = ["cp1252", "cp1250", "cp1251", "cp1254", "cp1256", "koi8_r", "gb18030", "shift_jis", "euc_kr", "big5"]


def decode(data: bytes) -> str:
    """Decode `data` by its byte order mark, as UTF-8, by the charset that a page declares, or by a confident guess.

    Raises: ReadError if the bytes are no text or no encoding fits them well.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_otherwise(data, error)
    if is_binary(data):
        raise ReadError("not text: too many control characters")
    return text


def decode_utf8(data: bytes) -> str:
    """Decode `data` as UTF-8 and nothing else.

    Raises: ReadError naming the first byte that does not fit.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}") from error


def is_binary(data: bytes) -> bool:
    """Tell whether the start of `data` holds more control characters than any text does."""
    sample = data[:SAMPLE_BYTES]
    return len(CONTROLS.findall(sample)) > MAX_CONTROL_SHARE * len(sample) + 2


def _decode_as(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeError as error:
        shown = name.removesuffix("-sig").upper()
        raise ReadError(f"not {shown}, though its byte order mark says so: {error}") from error


def _decode_otherwise(data: bytes, error: UnicodeDecodeError) -> str:
    if is_binary(data):
        raise ReadError("not text: binary data") from error
    declared = DECLARED.search(data[:4096])
    for name in (declared[1].decode("ascii"),) if declared else ():
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue  # a page that misstates its charset is judged by its bytes
    name = _guess(data, error.start)
    if name is None:
        at = f"byte {error.start} is 0x{data[error.start]:02x}"
        raise ReadError(f"not UTF-8 ({at}), and no other encoding fits it well: convert it to UTF-8")
    return data.decode(name)


def _guess(data: bytes, first_odd: int) -> str | None:
    start = max(0, first_odd - SAMPLE_BYTES // 2)
    sample = data[start : start + SAMPLE_BYTES]
    matches = from_bytes(sample, cp_isolation=CANDIDATES, enable_fallback=False)
    likely = [match for match in matches if match.chaos <= MAX_CHAOS]
    fitting = [(match.chaos, -match.coherence, name) for match in likely for name in match.could_be_from_charset]
    for _, _, name in sorted(fitting, key=lambda fit: (fit[:2], CANDIDATES.index(fit[2]))):
        try:
            data.decode(name)
        except UnicodeError:
            continue  # the sample fits, the rest does not
        return name
    return None
