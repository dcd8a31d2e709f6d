"""Training the network."""

import copy
import json
import logging
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.language.train.batches import IGNORED, Encoding, Gold, batches
from kg.language.train.net import Batch, Net, Scores
from kg.language.train.samples import NamePool, Sentence, varied, windows

log = logging.getLogger(__name__)

WEIGHTS = {"upos": 0.4, "xpos": 0.4, "feats": 0.3, "rules": 0.3, "starts": 0.5}
"""Weight of each tagging task; arcs, relations and names count fully."""
FAR = -1e4
SAVED_EVERY = 200
PROGRESS = "progress.json"
"""File that tells how far training went: steps, and how often each sentence was seen."""


@dataclass(frozen=True)
class Plan:
    """How to train: number of epochs (of which the rate falls to 0), seed, words per window, pieces per batch, rates.

    minutes: when set, the rate falls with the clock instead and training ends after that time. trained_share: share of the
    trained weights in the outcome; the rest are those that training began with.
    """

    epochs: int = 11
    seed: int = 7
    window: int = 140
    batch: int = 2048
    encoder_rate: float = 2.5e-4
    heads_rate: float = 1.5e-3
    warm: float = 0.06
    average: float = 0.997
    minutes: float | None = None
    trained_share: float = 1.0


def _classes_loss(scores: Tensor, gold: Tensor) -> Tensor:
    if not (gold != IGNORED).any():
        return scores.sum() * 0
    return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)


def names_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """Mean of -log of the chance that the tag is among the allowed ones; words with mask 0 do not count."""
    bits = (allowed[..., None] >> torch.arange(scores.shape[-1])) & 1
    logs = F.log_softmax(scores, -1).masked_fill(bits == 0, FAR)
    known = allowed > 0
    return -(torch.logsumexp(logs, -1) * known).sum() / known.sum().clamp(min=1)


def arc_scores(scores: Scores, batch: Batch) -> Tensor:
    """Arc scores with heads outside the word's own sentence ruled out."""
    same = batch.region[:, :, None] == batch.region[:, None, :]
    allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    return scores.arcs.masked_fill(~allowed, FAR)


def loss_of(net: Net, batch: Batch, gold: Gold) -> Tensor:
    """The sum of all tasks."""
    with torch.autocast("cpu", torch.bfloat16, enabled="AVX512" in torch.backends.cpu.get_cpu_capability()):
        scores = net(batch)
        relations = net.relations(scores.label_heads, scores.label_words, gold.heads.clamp(min=0)).float()
    tasks = sum(weight * _classes_loss(getattr(scores, name), getattr(gold, name)) for name, weight in WEIGHTS.items())
    trees = _classes_loss(arc_scores(scores, batch), gold.heads) + _classes_loss(relations, gold.deps)
    return tasks + trees + 2 * names_loss(scores.names, gold.names)


def optimizer_of(net: Net, plan: Plan) -> torch.optim.Optimizer:
    """AdamW with a low rate for what was pretrained and a high one for what is new."""
    learned = [(name, p) for name, p in net.named_parameters() if p.requires_grad]
    fresh = [p for name, p in learned if not name.startswith("encoder") or "features" in name]
    known = [p for name, p in learned if name.startswith("encoder") and "features" not in name]
    groups = [{"params": known, "lr": plan.encoder_rate}, {"params": fresh, "lr": plan.heads_rate}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def rate_at(progress: float, warm: float) -> float:
    """Share of the full rate: up to 1 while warming, then down to 0 in a straight line."""
    return min(progress / warm, (1 - progress) / (1 - warm)) if progress < 1 else 0.0


class Average:
    """Running average of the weights; the averaged net is what ships."""

    EVERY = 4

    def __init__(self, net: Net, decay: float) -> None:
        self.net: Net = copy.deepcopy(net).eval()
        self.decay = decay**self.EVERY
        self.seen = 0

    def take(self, net: Net, step: int) -> None:
        """Let the present weights in."""
        if step % self.EVERY:
            return
        self.seen += 1
        decay = min(self.decay, self.seen / (self.seen + 10))
        with torch.no_grad():
            pairs = zip(self.net.parameters(), net.parameters(), strict=True)
            for mean, value in pairs:
                if value.requires_grad:
                    mean.lerp_(value, 1 - decay)


def _epochs(
    sentences: Sequence[Sentence], encoding: Encoding, plan: Plan, pool: NamePool | None
) -> Iterator[tuple[float, list[Sequence[Sentence]], random.Random]]:
    """Batches of all epochs, each with the share of the training that is done."""
    chance = random.Random(plan.seed)
    began = time.monotonic()
    for epoch in range(10_000 if plan.minutes else plan.epochs):
        runs = [varied(run, chance, pool) for run in windows(sentences, chance, plan.window)]
        groups = list(batches(runs, encoding, plan.batch, chance))
        for number, group in enumerate(groups):
            share = (epoch + number / len(groups)) / plan.epochs
            if plan.minutes:
                share = (time.monotonic() - began) / 60 / plan.minutes
            if share >= 1:
                return
            yield share, group, chance
        log.info("epoch %d done, %d steps, %.1f min", epoch + 1, len(groups), (time.monotonic() - began) / 60)


def blend(net: Net, begun: Mapping[str, Tensor], share: float) -> Net:
    """The net with every weight drawn back to where it began; the middle of two good states is often better than both.

    share: 1 leaves the net as it is (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
    """
    net.load_state_dict({name: begun[name].lerp(value, share) for name, value in net.state_dict().items()})
    return net


def fit(net: Net, sentences: Sequence[Sentence], encoding: Encoding, plan: Plan, pool: NamePool | None, folder: Path) -> Net:
    """Train and return the averaged net; the state is kept in `folder` now and then."""
    torch.manual_seed(plan.seed)
    optimizer, average = optimizer_of(net, plan), Average(net, plan.average)
    full = [group["lr"] for group in optimizer.param_groups]
    net.train()
    total, seen, step = 0.0, 0, 0
    for step, (share, group, chance) in enumerate(_epochs(sentences, encoding, plan, pool), 1):
        for settings, rate in zip(optimizer.param_groups, full, strict=True):
            settings["lr"] = rate * rate_at(share, plan.warm)
        batch = encoding.batch(group, chance)
        loss = loss_of(net, batch, encoding.gold(group, batch.words.shape[1]))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        average.take(net, step)
        seen += sum(len(run) for run in group)
        total += loss.item()
        if step % 50 == 0:
            log.info("step %d share %.3f loss %.4f", step, share, total / 50)
            total = 0.0
        if step % SAVED_EVERY == 0:
            torch.save(average.net.state_dict(), folder / "state.pt")
    torch.save(average.net.state_dict(), folder / "state.pt")
    done = {"steps": step, "epochs": round(seen / len(sentences), 2)}
    (folder / PROGRESS).write_text(json.dumps(done) + "\n", encoding="utf-8")
    return average.net
