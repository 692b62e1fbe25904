"""Reference values for SpectralDistanceTest and SignalDistortionTest: the definitions in numpy and scipy, written
without the Java code.

    python3 reference.py ../../../../../../../../../codec/src/test/resources/dev/sotto/measure/kathleen.wav

(numpy 2.4, scipy 1.17 made the values in the tests.)
"""
import sys

import numpy as np
from scipy.fft import dct
from scipy.io import wavfile
from scipy.signal import lfilter

RATE, WINDOW, HOP, BANDS = 16_000, 512, 160, 40


def spectra(x):
    frames = np.lib.stride_tricks.sliding_window_view(x, WINDOW)[::HOP]
    return np.abs(np.fft.rfft(frames * np.hanning(WINDOW + 2)[1:-1])) ** 2


def mel_filters():
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    corners = 700 * (10 ** (np.linspace(0, mel(RATE / 2), BANDS + 2) / 2595) - 1)
    hertz = np.fft.rfftfreq(WINDOW, 1 / RATE)
    return np.array([np.interp(hertz, corners[b:b + 3], [0, 1, 0], left=0, right=0) for b in range(BANDS)])


def spectral(clean, heard):
    p, q = spectra(clean), spectra(heard)
    energy = 10 * np.log10(p.sum(axis=1))
    keep = energy > energy.max() - 40
    floor = p.max() * 1e-7
    p, q = np.maximum(p, floor)[keep], np.maximum(q, floor)[keep]
    mp, mq = p @ mel_filters().T, q @ mel_filters().T
    mel = np.abs(10 * np.log10(mp / mq)).mean()
    lsd = np.sqrt(((10 * np.log10(p / q)) ** 2).mean(axis=1)).mean()
    # scipy's DCT-II is 2 * sum x cos(pi k (2n + 1) / 2N).
    cp, cq = (dct(np.log(m), type=2, axis=1)[:, 1:14] / (2 * BANDS) for m in (mp, mq))
    mcd = (10 / np.log(10) * np.sqrt(2 * ((cp - cq) ** 2).sum(axis=1))).mean()
    return mel, lsd, mcd


def si_sdr(s, x):
    target = (x @ s) / (s @ s) * s
    return 10 * np.log10((target @ target) / ((x - target) @ (x - target)))


def noise(count):
    """White noise that any language makes alike: a linear congruential generator, -1 to 1."""
    state, out = 1, np.empty(count)
    for i in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        out[i] = state / 2**30 - 1
    return out


if __name__ == "__main__":
    rate, pcm = wavfile.read(sys.argv[1])
    speech = pcm / 32768
    degradations = {
        "noise": speech + 0.01 * noise(len(speech)),
        "low pass": lfilter([0.1], [1, -0.9], speech),
        "coarse steps": np.floor(speech * 50 + 0.5) / 50,
    }
    for name, heard in degradations.items():
        # As Java's samples.
        heard = heard.astype(np.float32).astype(np.float64)
        print("{}: mel {:.4f}, LSD {:.4f}, MCD {:.4f}".format(name, *spectral(speech, heard)),
              "SI-SDR {:.4f}".format(si_sdr(speech, heard)))
