"""Measuring a pipeline: treebanks and names, own news sentences, speed and memory; one command, one table."""
