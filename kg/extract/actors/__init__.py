"""Who acts in an article: names, descriptions and pronouns drawn together into entities.

"Colombia's President Gustavo Petro ... he ... the Colombian leader"    one entity, Person, with three mentions
"Bogotá announced"                                                     the entity Colombia
"""

from kg.extract.actors.entities import EntityMap, find_entities

__all__ = ["EntityMap", "find_entities"]
