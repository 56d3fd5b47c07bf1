"""The loop of training."""

import math
import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.network.encoding import IGNORED, Batch
from models.network.layers import Network, Sizes
from models.network.vocabulary import Vocabulary
from models.training.pages import PageStream, Sampling, loader, sampled_vocabulary
from models.training.recipe import Recipe
from models.training.together import rank, shared, shares_of, spread, together

# What is kept is the running mean over about this share of the steps, the last ones.
SMOOTHED = 0.05
REPORT_EVERY = 100
# Parts of the names of what is looked up by number, or comes first or last.
_OUTER = ("characters", "classes", "no_line", "whole", "label", "kind", "embeddings", "rel_pos")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a training stands; `loss` is the mean since the last report."""

    step: int
    steps: int
    loss: float
    seconds: float


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Learned:
    network: Network
    vocabulary: Vocabulary
    seconds: float


def learn(
    recipe: Recipe, sampling: Sampling, report: Report, *, device: str = "cpu", processes: int = 1
) -> Learned:
    """Train from nothing; the network that is given is the running mean of those of the last steps.

    On processors `processes` share each step's pages; a GPU takes them all, and they make pages for it.
    """
    started = time.monotonic()
    vocabulary = sampled_vocabulary(sampling, recipe.seed, recipe.vocabulary_pages)
    sharing = min(processes, recipe.pages_a_step) if device == "cpu" else 1
    task = (_follow, recipe, sampling, vocabulary, sharing)
    with together(sharing, *task) if sharing > 1 else nullcontext():
        network = _network(recipe, vocabulary, device)
        mean = _running_mean(network, recipe)
        stream = PageStream(recipe, sampling, vocabulary, sharing)
        batches = stream if device == "cpu" else loader(stream, processes)
        losses: list[Tensor] = []
        for step, loss in enumerate(_steps(network, recipe, batches, torch.device(device)), 1):
            mean.update_parameters(network)
            losses.append(loss)
            if step % REPORT_EVERY == 0 or step == recipe.steps:
                loss_now = float(torch.stack(losses).mean())
                report(Progress(step, recipe.steps, loss_now, time.monotonic() - started))
                losses.clear()
        network.load_state_dict(mean.module.state_dict())
    return Learned(network.cpu().eval(), vocabulary, time.monotonic() - started)


def _follow(number: int, recipe: Recipe, sampling: Sampling, vocabulary: Vocabulary, processes: int) -> None:
    """The part of another process: the same network and steps, other pages."""
    network = _network(recipe, vocabulary, "cpu")
    stream = PageStream(recipe, sampling, vocabulary, processes, number)
    for _ in _steps(network, recipe, stream, torch.device("cpu")):
        pass


def _running_mean(network: Network, recipe: Recipe) -> AveragedModel:
    kept = 1 - 1 / max(SMOOTHED * recipe.steps, 1)
    return AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(kept))  # type: ignore[no-untyped-call]


def _network(recipe: Recipe, vocabulary: Vocabulary, device: str) -> Network:
    torch.manual_seed(recipe.seed)
    return Network(Sizes(len(vocabulary))).to(torch.device(device))


def _steps(
    network: Network, recipe: Recipe, batches: Iterable[Batch], device: torch.device
) -> Iterable[Tensor]:
    optimizers = _optimizers(network, recipe)
    schedules = [
        torch.optim.lr_scheduler.LambdaLR(one, lambda step: _rate(step, recipe)) for one in optimizers
    ]
    shares = shares_of(_hidden(network))
    learning = shared(network)
    learning.train()
    for _, batch in zip(range(recipe.steps), batches, strict=False):
        with torch.autocast(device.type, torch.bfloat16):
            loss = loss_of(learning, batch.to(device), recipe.kind_weight)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        for optimizer in optimizers:
            optimizer.step()
        spread(shares)
        for schedule in schedules:
            schedule.step()
        network.zero_grad(set_to_none=True)
        yield loss.detach()


def loss_of(network: nn.Module, batch: Batch, kind_weight: float) -> Tensor:
    """Of characters and kinds."""
    labels, kinds = network(batch)
    of_characters = cross_entropy(labels.float(), batch.targets, ignore_index=IGNORED)
    return of_characters + kind_weight * cross_entropy(kinds.float(), batch.kinds, ignore_index=IGNORED)


def _rate(step: int, recipe: Recipe) -> float:
    if step < recipe.warm_up:
        return (step + 1) / recipe.warm_up
    done = (step - recipe.warm_up) / max(recipe.steps - recipe.warm_up, 1)
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(done, 1.0)))


def _optimizers(network: Network, recipe: Recipe) -> list[torch.optim.Optimizer]:
    """Muon for the matrices between hidden layers, AdamW for what goes in and comes out and for all that is
    one-dimensional. With AdamW alone 500 steps leave twice the loss. Muon's steps take a sixth of the time,
    so each process takes those of its share of the matrices."""
    named = list(network.named_parameters())
    outer = [one for name, one in named if not (_is_hidden(name, one) or name.startswith("sheet."))]
    encoder = [one for name, one in named if not _is_hidden(name, one) and name.startswith("sheet.")]
    rate = recipe.learning_rate
    own = shares_of(_hidden(network))[rank()]
    muon = torch.optim.Muon(
        own, lr=recipe.hidden_rate, weight_decay=recipe.weight_decay, adjust_lr_fn="match_rms_adamw"
    )
    # At the others' rate the encoder's places soon make all lines look alike.
    groups: list[dict[str, Any]] = [{"params": outer}, {"params": encoder, "lr": rate * recipe.encoder_rate}]
    adam = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True)
    return [muon, adam]


def _hidden(network: Network) -> list[nn.Parameter]:
    return [one for name, one in network.named_parameters() if _is_hidden(name, one)]


def _is_hidden(name: str, parameter: Tensor) -> bool:
    return parameter.ndim == 2 and not any(part in name for part in _OUTER)
