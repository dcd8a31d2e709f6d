"""Names, titles, governments, forces and descriptions become the actors that are meant."""

from collections.abc import Callable

import pytest

from kg.extract.actors import EntityMap, find_entities
from kg.language.parsed import ParsedArticle
from kg.model import Entity, EntityKind

Read = Callable[[str], ParsedArticle]


def meant(parsed: ParsedArticle, word: str, nth: int = 1) -> Entity | None:
    """The entity that the nth token with this text means."""
    entities = find_entities(parsed)
    tokens = [token for token in parsed.doc if token.text == word]
    key = entities.of(tokens[nth - 1])
    return entities.by_key(key) if key else None


def name_of(parsed: ParsedArticle, word: str, nth: int = 1) -> str:
    entity = meant(parsed, word, nth)
    return entity.name if entity else ""


def kind_and_name(parsed: ParsedArticle, word: str, nth: int = 1) -> tuple[EntityKind | str, str]:
    entity = meant(parsed, word, nth)
    return (entity.kind, entity.name) if entity else ("", "")


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("text", "word", "kind", "name"),
    [
        ("Chancellor Marta Keller met Governor Luis Ortega on Friday.", "Keller", "Person", "Marta Keller"),
        ("The governor of the bank, Dr Tarik al-Amri, left.", "Amri", "Person", "Tarik al-Amri"),
        ("The Houthis fired rockets at Israel.", "Houthis", "ArmedGroup", "Houthis"),
        ("The Financial Times reported the loss on Friday.", "Times", "MediaOutlet", "Financial Times"),
        ("He spoke to Al Jazeera on Monday.", "Jazeera", "MediaOutlet", "Al Jazeera"),
        ("The UN Security Council met on Friday.", "Council", "Organization", "United Nations Security Council"),
        ("The Ministry of Foreign Affairs denied it.", "Ministry", "Organization", "Ministry of Foreign Affairs"),
        ("The US Department of Defense denied it.", "Department", "Organization", "United States Department of Defense"),
        ("The navy patrols the Black Sea.", "Sea", "Place", "Black Sea"),
        ("IRAN DENIES REPORT OF A STRIKE.", "IRAN", "Country", "Iran"),
        ("Speaking to Blue Radio, she denied it.", "Radio", "MediaOutlet", "Blue Radio"),
        ("She wrote on X that the talks had failed.", "X", "Organization", "X"),
        ("Soldiers found weapons in Kpandu on Monday.", "Kpandu", "Place", "Kpandu"),
    ],
)
def test_kind_and_name(read: Read, text: str, word: str, kind: EntityKind, name: str) -> None:
    assert kind_and_name(read(text), word) == (kind, name)


def test_a_surname_means_the_person_named_in_full(read: Read) -> None:
    parsed = read("Colombia's President Elena Duarte arrived in Madrid. Duarte will stay until Monday, the host said.")
    entity = meant(parsed, "Duarte", 2)
    assert entity is not None
    assert entity.name == "Elena Duarte"
    assert entity.countries == ("Colombia",)
    assert entity.names == ("Elena Duarte", "Colombia's President Elena Duarte", "Duarte")
    assert any("President" in title for title in entity.titles)


def test_an_acronym_in_brackets_means_the_name_before_it(read: Read) -> None:
    parsed = read("The Free Workers Congress (FWC) called a strike. The FWC has two million members.")
    assert name_of(parsed, "FWC", 2) == "Free Workers Congress"


def test_an_agency_in_brackets_after_a_city_is_not_the_city(read: Read) -> None:
    parsed = read("LISBON (QNS) The bridge is closed, Ana Ruiz said in a statement to QNS.")
    assert name_of(parsed, "QNS", 2) == "QNS"


def test_an_acronym_of_common_words_is_no_actor(read: Read) -> None:
    parsed = read("The exclusive fishing area (EFA) was closed. The EFA lies off the coast.")
    assert meant(parsed, "EFA", 2) is None


def test_a_treaty_is_no_actor(read: Read) -> None:
    parsed = read("Talks on the Northern Fisheries Agreement (NFA) were held on Monday. The NFA expires in May.")
    assert meant(parsed, "NFA", 1) is None
    assert meant(parsed, "NFA", 2) is None


@pytest.mark.parametrize("text", ["LIMA (AP) — Prices fell, AP reported.", "Rosa Vidal (AP) left. The AP reported it."])
def test_what_stands_in_brackets_after_a_place_or_person_is_another(read: Read, text: str) -> None:
    assert name_of(read(text), "AP", 2) in ("Associated Press", "AP")


def test_a_king_keeps_his_title(read: Read) -> None:
    parsed = read("King Philip received the envoys on Monday. The king thanked them.")
    assert name_of(parsed, "Philip") == "King Philip"
    assert name_of(parsed, "king") == "King Philip"


def test_a_title_with_a_phrase_belongs_to_the_name(read: Read) -> None:
    parsed = read("The minister met the Ambassador to Jordan Rana Said in Amman.")
    assert name_of(parsed, "Ambassador") == "Rana Said"


def test_a_surname_that_is_a_city_too(read: Read) -> None:
    parsed = read("Hannah Paris joined the court in 2010. Paris said she would resign.")
    assert kind_and_name(parsed, "Paris", 2) == ("Person", "Hannah Paris")


# ---------------------------------------------------------------- governments and forces


@pytest.mark.parametrize(
    ("text", "word", "kind", "name"),
    [
        ("Moscow accused Kyiv of an attack.", "Moscow", "Country", "Russia"),
        ("Talks with Tehran will go on.", "Tehran", "Country", "Iran"),
        ("Beijing's decision surprised traders.", "Beijing", "Country", "China"),
        ("The summit in Moscow ended early.", "Moscow", "Place", "Moscow"),
        ("The envoy flew to Washington on Sunday.", "Washington", "Place", "Washington, D.C."),
        ("The Turkish government denied the report.", "government", "Country", "Turkey"),
        ("The Biden administration imposed sanctions.", "administration", "Country", "United States"),
        ("The Peruvian military searched the valley.", "military", "Military", "Peruvian Armed Forces"),
        ("US troops left the base.", "troops", "Military", "United States Armed Forces"),
        ("Colombian soldiers were killed.", "soldiers", "Military", "Colombian soldiers"),
        ("Kenyan security forces closed the road.", "forces", "Organization", "Kenyan security forces"),
        ("The Government of Peru closed the border.", "Government", "Country", "Peru"),
        ("The local government closed the road.", "government", "Organization", "local government"),
        ("Greek and Turkish troops left the base.", "troops", "Military", "Greek and Turkish troops"),
    ],
)
def test_who_acts_for_a_state(read: Read, text: str, word: str, kind: EntityKind, name: str) -> None:
    assert kind_and_name(read(text), word) == (kind, name)


def test_a_government_called_after_its_head(read: Read) -> None:
    parsed = read("Kenyan President Daniel Otieno won the vote. The Otieno administration promised reforms.")
    assert kind_and_name(parsed, "administration") == ("Country", "Kenya")


def test_a_government_of_somebody(read: Read) -> None:
    parsed = read("Kenyan President Daniel Otieno won the vote. His government promised reforms.")
    assert kind_and_name(parsed, "government") == ("Country", "Kenya")


# ---------------------------------------------------------------- descriptions


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Chad's Health Minister Awa Diallo resigned. The health minister gave no reason.", "minister", "Awa Diallo"),
        ("The trade minister in Lima resigned. Trade Minister Rosa Vidal gave no reason.", "minister", "Rosa Vidal"),
        ("Egyptian President Omar Fahmy arrived. The Egyptian leader was met by students.", "leader", "Omar Fahmy"),
        ("Rebels of the Northern Liberation Army fled. The group is weak.", "group", "Northern Liberation Army"),
        ("The company's director, Ivan Petrov, resigned.", "director", "Ivan Petrov"),
        ("The country's oldest rebel group, the Army of Free Men, agreed.", "group", "Army of Free Men"),
        ("Hamas fighters attacked the post.", "fighters", "Hamas"),
        ("The head of Chilean trade for East Asia, Rosa Vidal, resigned.", "head", "Rosa Vidal"),
        ("One of these unions, the Free Workers Congress, refused.", "One", "Free Workers Congress"),
    ],
)
def test_a_description_means_the_one_named(read: Read, text: str, word: str, name: str) -> None:
    assert name_of(read(text), word) == name


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Chad's Health Minister Awa Diallo resigned. The finance minister stayed.", "minister"),
        ("Egyptian President Omar Fahmy arrived. The Kenyan leader stayed away.", "leader"),
        ("Egyptian President Omar Fahmy arrived. A minister met him.", "minister"),
    ],
)
def test_a_description_of_another(read: Read, text: str, word: str) -> None:
    entity = meant(read(text), word)
    assert entity is not None
    assert not entity.named


@pytest.mark.parametrize(
    ("text", "word", "kind", "name"),
    [
        ("Two senior officials confirmed it.", "officials", "Group", "two senior officials"),
        ("Several witnesses spoke to reporters.", "reporters", "Group", "reporters"),
        ("Various armed groups control the valley.", "groups", "ArmedGroup", "various armed groups"),
        ("The Japanese officials confirmed it.", "officials", "Group", "Japanese officials"),
        ("The unions called on the citizens of Malta to vote.", "citizens", "Group", "citizens of Malta"),
    ],
)
def test_the_unnamed(read: Read, text: str, word: str, kind: EntityKind, name: str) -> None:
    entity = meant(read(text), word)
    assert entity is not None
    assert (entity.kind, entity.name, entity.named) == (kind, name, False)


# ---------------------------------------------------------------- who is a party to what is told


@pytest.mark.parametrize(
    ("text", "word", "acts"),
    [
        ("Chile raised its taxes on copper.", "Chile", True),
        ("The deal was signed by Chile and Peru.", "Peru", True),
        ("Oslo's support for the plan is firm.", "Oslo", True),
        ("The minister thanked Chile.", "Chile", True),
        ("Lagos cooperates with Chile on copper.", "Chile", True),
        ("Chile was urged to open the mine.", "Chile", True),
        ("The Chilean government closed the mine.", "government", True),
        ("A Finance Ministry spokeswoman declined to comment.", "Ministry", True),
        ("Chile is worried about prices.", "Chile", True),
        ("Two members of Hamas fled.", "Hamas", True),
        ("Prices fell after Rosa Vidal left.", "Vidal", True),
        ("The Vidal administration closed the mine.", "Vidal", False),
        ("He was a judge under former President Rosa Vidal.", "Vidal", False),
        ("The group has issues with Chile.", "Chile", False),
        ("Prices fell in Chile.", "Chile", False),
        ("Chile is a member of the group.", "Chile", False),
        ("The navies of Chile and Peru are old.", "Peru", False),
        ("The Chile director of the bank resigned.", "Chile", False),
    ],
)
def test_who_is_a_party(read: Read, text: str, word: str, acts: bool) -> None:
    entity = meant(read(text), word)
    assert entity is not None
    assert entity.acts == acts


# ---------------------------------------------------------------- several


def members(entities: EntityMap, parsed: ParsedArticle, word: str) -> list[str]:
    token = next(token for token in parsed.doc if token.text == word)
    return [entities.by_key(key).name for key in entities.all_of(token)]


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("President Ada Obi met President Jan Novak. The two leaders spoke for an hour.", "leaders", ["Ada Obi", "Jan Novak"]),
        ("Chad and Niger signed a deal. Both countries will gain.", "countries", ["Chad", "Niger"]),
        ("Ada Obi, Jan Novak and Lea Roth met in Oslo.", "Obi", ["Ada Obi", "Jan Novak", "Lea Roth"]),
    ],
)
def test_several_actors(read: Read, text: str, word: str, names: list[str]) -> None:
    parsed = read(text)
    token = "Ada" if word == "Obi" else word
    assert members(find_entities(parsed), parsed, token) == names


# ---------------------------------------------------------------- the map


def test_keys_follow_the_text_and_mentions_stand_in_it(read: Read) -> None:
    parsed = read("Ada Obi met Jan Novak in Oslo. She thanked him.")
    entities = find_entities(parsed).finish()
    assert [entity.key for entity in entities] == [f"e{n}" for n in range(len(entities))]
    assert [entity.name for entity in entities] == ["Ada Obi", "Jan Novak", "Oslo"]
    for entity in entities:
        for mention in entity.mentions:
            passage = mention.passage
            assert parsed.article.text[passage.start : passage.end] == passage.text


def test_an_actor_made_on_demand(read: Read) -> None:
    parsed = read("The initial reports spoke of a fire.")
    entities = find_entities(parsed)
    key = entities.create(parsed.doc[0:3], "Group")
    assert entities.by_key(key).name == "initial reports"
    assert entities.of(parsed.doc[2]) == key
    assert entities.create(parsed.doc[2:3], "Group") == key
    with pytest.raises(ValueError, match="at least one token"):
        entities.create([], "Group")


def test_no_words_no_actors(read: Read) -> None:
    assert find_entities(read("")).finish() == ()
