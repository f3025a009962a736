"""Take facts over from the Phoenix and PLOVER dictionaries (MIT licence) into our own CSV files, once.

Run: python tools/convert_phoenix.py REFERENCE_FOLDER src/dateline/lexicon/data/actors
"""

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

OLD_CODES = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "KSV": "KOS", "WSB": "DEU"}
# English names that many private persons share: a list of officials of these states would name the wrong people.
SHARED_NAMES = (
    "ATG BHS BRB BLZ DMA GRD GUY JAM KNA LCA VCT TTO AUS CAN GBR IRL NZL USA FJI FSM KIR MHL NRU PLW SLB TON TUV VUT"
    " WSM PHL SYC MUS"
)
# Countries whose entry in the dictionary lists its codes on lines of their own.
LATE_STATES = (
    "AZE ARM BLR GEO KAZ KGZ LVA LTU EST MDA RUS TJK TKM UKR UZB HRV SVN MKD SRB MNE BIH ERI SSD COD CZE SVK DEU YEM"
    " TLS PSE ISR PAK IND LBN IRQ IRN SYR TUR AFG NGA PHL COL MEX THA ZAF"
)
# Who speaks and acts in reports of conflict; ministers of farming and the like are left out.
CORE = {
    "GOV",
    "GOVMIL",
    "GOVSPY",
    "GOVCOP",
}
SECTORS = {"MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "REB"}
OURS = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
SMALL = {"OF", "THE", "FOR", "AND", "IN", "DE", "LA", "DEL", "Y", "E"}
GROUP_WORD = re.compile(
    r"\b(ARMY|FRONT|BRIGADES?|MOVEMENT|LIBERATION|ORGANI[SZ]ATION|MILITIA|GUERRILLAS?|TIGERS|COMMANDOS?|JIHAD|MUJAHIDEEN|FORCES?|LASHKAR|HARAKAT|ANSAR)\b"
)
OPEN = re.compile(r"\[(?P<code>[A-Z]{3})(?P<sectors>[A-Z]*)\s*(?P<dates>[<>\d-]*)\s*\]")
TITLES = (
    "PRESIDENT PRIME FOREIGN DEFENSE DEFENCE INTERIOR VICE GENERAL GEN. KING PRINCE SHEIKH DR. MR. ASSEMBLY ALBANIAN"
)
MOST_WORDS = 5  # of one person's name
CENTURY = 100  # below it a year is written with two digits
LAST_KNOWN = "2014-01-30"


def title(name: str) -> str:
    """Spell an upper-case dictionary name as a headline would."""
    words = name.replace("_", " ").split()
    return " ".join(
        w.lower() if n and w in SMALL else "-".join(p[:1] + p[1:].lower() for p in w.split("-"))
        for n, w in enumerate(words)
    )


def day(digits: str) -> str:
    """Read the dictionaries' YYMMDD or YYYYMMDD."""
    match = re.fullmatch(r"(?P<year>(?:\d\d)?\d\d)(?P<month>\d\d)(?P<day>\d\d)", digits)
    if not match:
        return ""
    year = int(match["year"])
    if year <= int(LAST_KNOWN[2:4]):
        year += 2000
    elif year < CENTURY:
        year += 1900
    return f"{year}-{match['month']}-{match['day']}"


def entries(path: Path) -> Iterator[tuple[str, list[str], list[tuple[str, str, str]]]]:
    """Yield (name, aliases, [(country, letters, dates)]) of a dictionary in the format of PETRARCH."""
    name = ""
    aliases: list[str] = []
    codes: list[tuple[str, str, str]] = []
    for raw in path.read_text(encoding="utf-8", errors="replace").splitlines():
        line = raw.split("#")[0].rstrip()
        head = line.split("[")[0].strip().strip("_").strip()
        if head and not line[0].isspace() and not line.startswith("+"):
            if name:
                yield name, aliases, codes
            name, aliases, codes = head, [], []
        elif line.startswith("+"):
            aliases.append(head[1:].strip().strip("_"))
        codes += [(m["code"], m["sectors"], m["dates"]) for m in OPEN.finditer(line)]
    if name:
        yield name, aliases, codes


def sectors(letters: str, codes: dict[str, str]) -> list[str]:
    """Read three-letter sector codes, CAMEO's written as PLOVER's by `codes`."""
    found = [codes.get(letters[i : i + 3], letters[i : i + 3]) for i in range(0, len(letters) - 2, 3)]
    return list(dict.fromkeys(s for s in found if s in OURS.split()))


def is_full(name: str) -> bool:
    """Tell whether an alias is a whole name, not a surname alone or one behind a title."""
    return "_" in name and name.split("_")[0] not in TITLES.split()


def joined(spans: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join terms that follow each other within a year, as the monthly source cuts them."""
    found: list[tuple[str, str]] = []
    for start, end in sorted(spans):
        if found and found[-1][1] and int(start[:4] or 0) - int(found[-1][1][:4]) <= 1:
            start, _ = found.pop()
        found.append((start, end))
    return found


def officials(reference: Path, known: set[str]) -> Iterator[list[str]]:
    """Yield members of governments with a term that reached 1990 or later."""
    for name, aliases, codes in entries(reference / "Phoenix.Countries.actors.txt"):
        if "_" not in name or re.search(r"[\d(),]", name) or len(name.split("_")) > MOST_WORDS:
            continue
        terms: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for code, letters, dates in codes:
            country = OLD_CODES.get(code, code)
            if country not in known or country in SHARED_NAMES.split() or letters not in CORE or not dates:
                continue
            bounds = [day(d) for d in dates.strip("<>").split("-")]
            start = bounds[0] if not dates.startswith("<") else ""
            end = bounds[-1] if len(bounds) > 1 or dates.startswith("<") else ""
            if (end or LAST_KNOWN) < "1990" or (end and end < start):
                continue
            terms.setdefault((country, "|".join(sectors(letters, SECTORS))), []).append((start, end))
        for (country, ours), spans in terms.items():
            for start, end in joined(spans):
                yield [
                    title(name),
                    "|".join(title(a) for a in aliases if is_full(a)),
                    country,
                    "member of government",
                    ours,
                    start,
                    end,
                ]


def groups(reference: Path, known: set[str]) -> Iterator[list[str]]:
    """Yield armed groups whose name says that they are one."""
    for name, aliases, codes in entries(reference / "Phoenix.MilNonState.actors.txt"):
        if not codes or not GROUP_WORD.search(name.replace("_", " ")) or "REB" not in codes[0][1]:
            continue
        country = OLD_CODES.get(codes[0][0], codes[0][0])
        names = [re.sub(r"_*\([^)]*\)_*|\+.*", "", n).strip("_ ") for n in [name, *aliases]]
        acronyms = re.findall(r"\(([A-Z]{3,7})\)", name)
        names = [n for n in names if len(n.split("_")) > 1 and GROUP_WORD.search(n.replace("_", " "))]
        if names and country in known:
            yield [title(names[0]), "|".join([*map(title, names[1:]), *acronyms]), country, "REB", "", ""]


def roles(reference: Path) -> Iterator[list[str]]:
    """Yield role words and phrases with their sectors."""
    people = ["man", "men", "woman", "women", "person"]
    for raw in (reference / "PLOVER_agents.txt").read_text(encoding="utf-8", errors="replace").splitlines():
        line = raw.split("#")[0].strip()
        match = re.match(r"(?P<name>[^\[{]+?)_?\s*(?:\{(?P<plural>[^}]*)\})?\s*\[~(?P<code>[A-Z]+)", line)
        if not match or line.startswith("!PERSON! ="):
            continue
        found = sectors(match["code"], {})
        if not found or found[0] in {"UNK", "PRE"} or "!MINIST!" in match["name"]:
            continue
        for name in filter(None, [match["name"], match["plural"]]):
            spelt = name.lower().replace("_", " ").strip()
            for word in people if "!person!" in spelt else [""]:
                yield [" ".join(spelt.replace("!person!", word).split()), "|".join(found)]


def write(path: Path, header: list[str], rows: Iterator[list[str]]) -> None:
    """Write `rows` sorted, each once."""
    unique = sorted({tuple(r) for r in rows})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(unique)


def main() -> None:
    """Convert."""
    reference, out = Path(sys.argv[1]), Path(sys.argv[2])
    text = (reference / "Phoenix.Countries.actors.txt").read_text(encoding="utf-8", errors="replace")
    listed = [str(code) for code in re.findall(r"^[A-Z_,'.-]+_* +\[([A-Z]{3})\]", text, re.MULTILINE)]
    known = {OLD_CODES.get(code, code) for code in (*listed, *LATE_STATES.split(), "KOS")}
    write(
        out / "officials_to_2014.csv",
        ["person", "aliases", "country", "office", "sectors", "from", "to"],
        officials(reference, known),
    )
    write(
        out / "armed_groups_to_2013.csv",
        ["name", "aliases", "country", "sectors", "from", "to"],
        groups(reference, known),
    )
    write(out / "roles_plover.csv", ["phrase", "sectors"], roles(reference))


if __name__ == "__main__":
    main()
