#!/usr/bin/python3
"""Trains the acoustic network with the frames that main.ts writes, and writes its weights as the recognizer reads them.

    python3 train_network.py FRAMES OUT [--steps N]

What the network is for, and how its weights lie in the file, is local/recognizer/acoustic-network.ts.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

# What the network hears of a frame, and how many frames to either side: as in acoustic-network.ts.
BANDS = 30
REACH = 7
# The number in the file that is 1: as in write-frames.ts.
ONE = 4096

# States of all phones of the acoustic model: phone * 3 + state. The first two phones are noises, which are labelled as
# silence: the network never sees their states, and must never find them.
STATES_OF_PHONE = 3
STATES = 42 * STATES_OF_PHONE
NOISE_STATES = 2 * STATES_OF_PHONE
SILENCE = 32
UNLIKELY = -1000

HIDDEN = [384, 384, 384]
DROPOUT = 0.1
# What is heard is changed each time anew, so that a few synthesizers stand for more voices: spectra get smoother (up to so
# much is taken from the bands beside each, in so many of the frames) and flatter or steeper (factors), have other slopes
# (deviation at so many places), and noise (deviation).
MOST_SMOOTHING = 0.6
SMOOTHED_SHARE = 0.6
LEAST_SPREAD = 0.7
MOST_SPREAD = 1.15
SLOPE = 0.15
SLOPE_PLACES = 6
JITTER = 0.05
BATCH = 1024
EPOCHS = 1.3
FIRST_RATE = 1e-3
LAST_RATE = 1e-5
# How many times a part counts: there is but one voice of Festival's, and it is unlike all of espeak-ng's.
REPEATS = {"festival": 3}
# Sounds that fit their words worse than the others are probably labelled wrong.
WELL_ALIGNED_PERCENT = 95
# Most of a sound is silence, which is easily told.
SILENCE_SHARE = 0.4
# Every so many sentences are kept to see what the network makes of frames that it wasn't trained with.
HELD_OUT_EACH = 25
MOST_HELD_OUT = 60_000
# A state that is hardly ever there isn't quite impossible: so many frames are added to each.
PRIOR_FRAMES = 10

STEPS_A_LINE = 500
# Frames that are judged at a time.
JUDGED = 4000


class Frames:
    """Frames of many sounds, one sound after the other."""

    def __init__(self, folder):
        """Reads all parts of a folder."""
        bands, labels, first, last, is_held_out = [], [], [], [], []
        count = 0
        for lines in sorted(Path(folder).glob("*.jsonl")):
            for sentence, own_bands, own_labels in sounds_of(lines):
                length = len(own_labels)
                for _ in range(REPEATS.get(lines.stem, 1)):
                    bands.append(own_bands)
                    labels.append(own_labels)
                    first.append(np.full(length, count, np.int32))
                    count += length
                    last.append(np.full(length, count - 1, np.int32))
                    is_held_out.append(np.full(length, sentence % HELD_OUT_EACH == 0))
        if count == 0:
            raise SystemExit(f"no frames in {folder}: main.ts writes them")
        self.bands = torch.from_numpy(np.concatenate(bands))
        self.labels = torch.from_numpy(np.concatenate(labels)).long()
        # Of the sound that a frame is of.
        self.first = torch.from_numpy(np.concatenate(first))
        self.last = torch.from_numpy(np.concatenate(last))
        self.is_held_out = torch.from_numpy(np.concatenate(is_held_out))

    def look(self, numbers):
        """What the network hears of frames, a row each, and their labels.

        Before a sound's beginning it sounds as at the beginning, after its end as at the end.
        """
        around = numbers[:, None] + torch.arange(-REACH, REACH + 1)
        around = around.clamp(min=self.first[numbers][:, None], max=self.last[numbers][:, None])
        return self.bands[around.reshape(-1)].reshape(len(numbers), -1).float() / ONE, self.labels[numbers]

    def draw(self):
        """Numbers of the frames to train with, and of those to judge the network by."""
        is_kept = ~is_silence(self.labels) | (torch.rand(len(self.labels)) < SILENCE_SHARE)
        to_train = torch.nonzero(is_kept & ~self.is_held_out).squeeze(1)
        held_out = torch.nonzero(self.is_held_out).squeeze(1)
        return to_train, held_out[torch.randperm(len(held_out))[:MOST_HELD_OUT]]


def sounds_of(lines):
    """The well aligned sounds of a part: sentence's number, bands by frame, labels."""
    sounds = [json.loads(line) for line in lines.read_text().splitlines()]
    if not sounds:
        return
    bands = np.fromfile(lines.with_suffix(".bands"), "<i2").reshape(-1, BANDS)
    labels = np.fromfile(lines.with_suffix(".labels"), np.uint8)
    if not len(bands) == len(labels) == sum(sound["frames"] for sound in sounds):
        raise SystemExit(f"{lines.stem} isn't written to its end")
    most_loss = np.percentile([sound["loss"] for sound in sounds], WELL_ALIGNED_PERCENT)
    start = 0
    for sound in sounds:
        end = start + sound["frames"]
        if sound["loss"] < most_loss:
            yield sound["sentence"], bands[start:end], labels[start:end]
        start = end


def is_silence(labels):
    return labels // STATES_OF_PHONE == SILENCE


class Network(nn.Module):
    """Hidden layers, each normalised over the batch and rectified, and a linear one."""

    def __init__(self):
        super().__init__()
        sizes = [BANDS * (2 * REACH + 1), *HIDDEN]
        self.layers = nn.ModuleList(nn.Linear(a, b, bias=False) for a, b in zip(sizes, sizes[1:]))
        self.norms = nn.ModuleList(nn.BatchNorm1d(size) for size in HIDDEN)
        self.output = nn.Linear(sizes[-1], STATES)

    def forward(self, heard):
        for layer, norm in zip(self.layers, self.norms):
            heard = functional.dropout(functional.relu(norm(layer(heard))), DROPOUT, self.training)
        return self.output(heard)

    def to_layers(self, prior):
        """Weights (a row an output) and biases, layer by layer.

        The batch's normalisation is part of them; so is the division by how frequent a state was in training: what is
        left is how likely a sound is for a state, which is what the recognizer's search asks for.
        """
        folded = []
        for layer, norm in zip(self.layers, self.norms):
            gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            folded.append((layer.weight * gain[:, None], norm.bias - norm.running_mean * gain))
        folded.append((self.output.weight, self.output.bias - torch.log(prior)))
        layers = [(weights.detach().numpy().copy(), biases.detach().numpy().copy()) for weights, biases in folded]
        weights, biases = layers[-1]
        weights[:NOISE_STATES] = 0
        biases[:NOISE_STATES] = UNLIKELY
        return layers


def vary(heard):
    """What is heard, a row a frame, as of other voices."""
    count = len(heard)
    heard = heard.view(count, 2 * REACH + 1, BANDS)
    smoothing = MOST_SMOOTHING * torch.rand(count, 1, 1) * (torch.rand(count, 1, 1) < SMOOTHED_SHARE)
    wider = torch.cat([heard[:, :, :1], heard, heard[:, :, -1:]], 2)
    heard = (1 - smoothing) * heard + smoothing * (wider[:, :, :-2] + wider[:, :, 2:]) / 2
    heard = heard * (LEAST_SPREAD + (MOST_SPREAD - LEAST_SPREAD) * torch.rand(count, 1, 1))
    slopes = SLOPE * torch.randn(count, 1, SLOPE_PLACES)
    heard = heard + functional.interpolate(slopes, BANDS, mode="linear", align_corners=True)
    return (heard + JITTER * torch.randn_like(heard)).view(count, -1)


def train(network, frames, numbers, steps):
    """Gradient descent (Adam) at a rate that falls evenly."""
    optimizer = torch.optim.Adam(network.parameters(), lr=FIRST_RATE)
    began = time.time()
    order, at, losses = numbers[torch.randperm(len(numbers))], 0, []
    for step in range(steps):
        if at + BATCH > len(order):
            order, at = numbers[torch.randperm(len(numbers))], 0
        # Frames near each other lie near each other in memory.
        own = order[at : at + BATCH].sort()[0]
        at += BATCH
        for group in optimizer.param_groups:
            group["lr"] = FIRST_RATE * (1 - step / steps) + LAST_RATE
        heard, labels = frames.look(own)
        loss = functional.cross_entropy(network(vary(heard)), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss))
        if (step + 1) % STEPS_A_LINE == 0 or step == steps - 1:
            print(f"step {step + 1} of {steps}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)
            losses = []


def judge(network, frames, numbers):
    """Prints how often the likeliest state, and its phone, is right where somebody speaks."""
    states, phones, losses = [], [], []
    with torch.no_grad():
        for own in numbers.split(JUDGED):
            heard, labels = frames.look(own)
            found = network(heard)
            best = found.argmax(1)
            is_spoken = ~is_silence(labels)
            states.append((best == labels)[is_spoken].float())
            phones.append((best // STATES_OF_PHONE == labels // STATES_OF_PHONE)[is_spoken].float())
            losses.append(functional.cross_entropy(found, labels, reduction="none")[is_spoken])
    state, phone, loss = (float(torch.cat(values).mean()) for values in (states, phones, losses))
    print(f"held out: right state {state:.3f}, right phone {phone:.3f}, loss {loss:.3f}")


def write_layers(path, layers):
    """Writes weights as bytes, to be multiplied by a scale of their output."""
    sizes = [layers[0][0].shape[1], *(len(biases) for _, biases in layers)]
    with open(path, "wb") as file:
        file.write(np.array([len(sizes), *sizes], "<i4").tobytes())
        for weights, biases in layers:
            scales = np.maximum(1e-9, np.abs(weights).max(1) / 127)
            file.write(scales.astype("<f4").tobytes())
            file.write(biases.astype("<f4").tobytes())
            file.write(np.round(weights / scales[:, None]).astype(np.int8).tobytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("frames", help="folder that main.ts has written to")
    parser.add_argument("out", help="file for the weights")
    parser.add_argument("--steps", type=int, help=f"steps of gradient descent, for a trial; else {EPOCHS} epochs")
    options = parser.parse_args()
    torch.manual_seed(1)
    frames = Frames(options.frames)
    to_train, held_out = frames.draw()
    print(f"{len(frames.labels)} frames, {len(to_train)} to train with, {len(held_out)} held out", flush=True)
    if len(to_train) < BATCH:
        raise SystemExit(f"too few frames: a step takes {BATCH}")
    prior = torch.bincount(frames.labels[to_train], minlength=STATES).float() + PRIOR_FRAMES
    network = Network()
    train(network, frames, to_train, options.steps or int(EPOCHS * len(to_train) / BATCH))
    network.eval()
    judge(network, frames, held_out)
    write_layers(options.out, network.to_layers(prior / prior.sum()))


if __name__ == "__main__":
    main()
