"""Score phrases that name an actor: the country and sectors they give, or that they name none."""

from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.evaluate.gold import Gold
from dateline.evaluate.tally import Tally, share


def score_actors(gold: Sequence[Gold], found: Iterable[Gold]) -> Tally:
    """Score what each phrase is expected to give; a case is right where all that it expects holds."""
    mine = {entry["id"]: entry["actors"] for entry in found}
    tally, count = Tally(), Counter[str]()
    for case in gold:
        if case.get("mark") or case.get("call") == "query_wiki":  # a case set aside; one that asks an encyclopedia
            continue
        given = mine.get(case["id"], [])
        countries = {a.get("country") or "" for a in given} or {""}
        sectors = {s for a in given for s in a.get("sectors") or ()} or {""}
        holds: dict[str, bool] = {}
        if "expected_country" in case:
            holds["country"] = bool(countries & set(case["expected_country"]))
        if "expected_code" in case:
            holds["sector"] = bool(sectors & set(case["expected_code"]))
        if case.get("expected_none"):
            holds["none"] = not given
        count.update(cases=1, cases_right=all(holds.values()))
        for name, is_right in holds.items():
            count.update({name: is_right, f"{name} asked": 1})
            if not is_right:
                wanted = {"country": "expected_country", "sector": "expected_code"}.get(name)
                said = {"country": countries, "sector": sectors}.get(name, set())
                expected = "/".join(map(str, case[wanted])) if wanted else "no actor"
                tally.confusion[expected or "none", "/".join(sorted(said)) or "none"] += 1
                tally.miss(name, case["id"], expected or "none", "/".join(sorted(said)) or "none", case["text"])
    tally.figures = {"cases": count["cases"], "cases_right": share(count["cases_right"], count["cases"])}
    asked = ("country", "sector", "none")
    tally.figures |= {name: share(count[name], count[f"{name} asked"]) for name in asked if count[f"{name} asked"]}
    return tally
