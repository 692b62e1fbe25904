"""Reference values for StoiTest: the papers' formulas in numpy and scipy, written without the Java code.

Run it beside kathleen.wav (numpy 2.4, scipy 1.17 made the values in the test): python3 reference.py
"""
import numpy as np
from scipy.io import wavfile
from scipy.signal import resample_poly

RATE, FRAME, HOP, FFT, SEGMENT = 10_000, 256, 128, 512, 30
WINDOW = np.hanning(FRAME + 2)[1:-1]


def framed(x):
    return np.lib.stride_tricks.sliding_window_view(x, FRAME)[::HOP] * WINDOW


def overlap_add(frames):
    out = np.zeros((len(frames) - 1) * HOP + FRAME)
    for i, frame in enumerate(frames):
        out[i * HOP:i * HOP + FRAME] += frame
    return out


def without_silence(x, y):
    fx, fy = framed(x), framed(y)
    level = 20 * np.log10(np.linalg.norm(fx, axis=1) + 1e-300)
    keep = level > level.max() - 40
    return overlap_add(fx[keep]), overlap_add(fy[keep])


def bands(x):
    power = np.abs(np.fft.rfft(framed(x), FFT, axis=1)) ** 2
    hertz = np.linspace(0, RATE / 2, FFT // 2 + 1)
    centres = 150 * 2.0 ** (np.arange(15) / 3)
    nearest = lambda f: np.argmin(np.abs(hertz - f))
    return np.sqrt([
        power[:, nearest(c * 2 ** (-1 / 6)):nearest(c * 2 ** (1 / 6))].sum(axis=1) for c in centres
    ])


def unit(a, axis):
    a = a - a.mean(axis=axis, keepdims=True)
    return a / (np.linalg.norm(a, axis=axis, keepdims=True) + 1e-12)


def both(clean, degraded, rate=16_000):
    x, y = (resample_poly(s, RATE, rate) for s in (clean, degraded))
    x, y = map(bands, without_silence(x, y))
    stoi, estoi = [], []
    for m in range(SEGMENT, x.shape[1] + 1):
        xs, ys = x[:, m - SEGMENT:m], y[:, m - SEGMENT:m]
        alpha = np.linalg.norm(xs, axis=1, keepdims=True) / (np.linalg.norm(ys, axis=1, keepdims=True) + 1e-12)
        clipped = np.minimum(alpha * ys, xs * (1 + 10 ** (15 / 20)))
        stoi.append((unit(xs, 1) * unit(clipped, 1)).sum(axis=1).mean())
        estoi.append((unit(unit(xs, 1), 0) * unit(unit(ys, 1), 0)).sum(axis=0).mean())
    return np.mean(stoi), np.mean(estoi)


def noise(count):
    """White noise that any language makes alike: a linear congruential generator, -1 to 1."""
    state, out = 1, np.empty(count)
    for i in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        out[i] = state / 2**30 - 1
    return out


def low_pass(x, share=0.1):
    out, last = np.empty_like(x), 0.0
    for i, sample in enumerate(x):
        last += share * (sample - last)
        out[i] = last
    return out


def steps(x, per_unit):
    return np.floor(x * per_unit + 0.5) / per_unit


if __name__ == "__main__":
    rate, pcm = wavfile.read("kathleen.wav")
    speech = pcm / 32768
    n = noise(len(speech))
    degradations = {
        "noise at 0 dB": speech + n * np.sqrt((speech ** 2).sum() / (n ** 2).sum()),
        "low pass": steps(low_pass(low_pass(low_pass(speech))), 2000),  # with nothing left above
        "coarse steps": steps(speech, 50),
    }
    for name, degraded in degradations.items():
        print("{}: STOI {:.4f}, ESTOI {:.4f}".format(name, *both(speech, degraded)))
