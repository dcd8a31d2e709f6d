"""From the model's objects to RDF: terms, value gates, IRIs, quads, writers.

Event("...", "Meeting", ...)  --quads.event_quads-->  Quad*  --write.write-->  graph.ttl
"""
