package dev.sotto.training.evaluation.measure;

import dev.sotto.audio.Waveform;
import dev.sotto.measure.Stoi;

/** A clean clip that what codecs make of it is scored against; keeps what all scores need of it. */
public final class Reference {

    private final Waveform clean;
    private final SpeechSpectra spectra;
    private final PitchTrack pitch;

    public Reference(Waveform clean) {
        this.clean = clean;
        this.spectra = SpeechSpectra.of(clean);
        this.pitch = PitchTrack.of(clean);
    }

    /**
     * Scores without PESQ.
     *
     * @param heard of the same rate, in step with the clean clip; cut or followed by silence to the same length
     */
    public Scores score(Waveform heard) {
        Waveform same = heard.slice(0, clean.length());
        SpectralDistance spectral = SpectralDistance.of(spectra, same);
        PitchDistance melody = PitchDistance.of(pitch, PitchTrack.of(same));
        return new Scores(
                measured(Stoi.of(clean, same)),
                measured(Stoi.extended(clean, same)),
                measured(SignalDistortion.siSdr(clean, same)),
                measured(spectral.mel()),
                measured(spectral.logSpectral()),
                measured(spectral.melCepstral()),
                measured(melody.correlation()),
                measured(melody.voicingError()),
                null);
    }

    /** STOI and ESTOI alone, which need little time. */
    public static Scores intelligibility(Waveform clean, Waveform heard) {
        Double stoi = measured(Stoi.of(clean, heard));
        Double estoi = measured(Stoi.extended(clean, heard));
        return new Scores(stoi, estoi, null, null, null, null, null, null, null);
    }

    private static Double measured(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
