package dev.sotto.training.evaluation.measure;

import dev.sotto.audio.Waveform;
import dev.sotto.measure.Stoi;
import dev.sotto.training.target.TargetAnalysis;

/** A clean clip that what codecs make of it is scored against; keeps what all scores need of it. For one thread. */
public final class Reference {

    private final Waveform clean;
    private final SpeechSpectra spectra;
    private final TargetAnalysis analysis = new TargetAnalysis();
    private final VoiceParameters voice;

    /** @param clean 16 kHz */
    public Reference(Waveform clean) {
        this.clean = clean;
        this.spectra = SpeechSpectra.of(clean);
        this.voice = VoiceParameters.of(analysis, clean);
    }

    /** What the clean clip itself has: its harmonics. */
    public Scores original() {
        return withComb(Scores.NONE, CombContrast.of(clean, voice.hertz(), voice.hertz()));
    }

    /**
     * Scores without PESQ and without what takes many clips ({@link FrameLock}).
     *
     * @param heard of the same rate, in step with the clean clip; cut or followed by silence to the same length
     */
    public Scores score(Waveform heard) {
        Waveform same = heard.slice(0, clean.length());
        SpeechSpectra sameSpectra = SpeechSpectra.of(same);
        VoiceParameters sameVoice = VoiceParameters.of(analysis, same);
        SpectralDistance spectral = SpectralDistance.of(spectra, sameSpectra);
        PitchDistance melody = PitchDistance.of(voice.hertz(), sameVoice.hertz());
        Scores scores = intelligibility(clean, same)
                .with(Measure.ENVELOPE_ERROR, EnvelopeError.decibels(voice, sameVoice))
                .with(Measure.MEL_DISTANCE, spectral.mel())
                .with(Measure.ONSET_SHARPNESS, OnsetSharpness.decibels(clean, same))
                .with(Measure.PITCH_CORRELATION, melody.correlation())
                .with(Measure.PITCH_GROSS_ERROR, melody.grossError())
                .with(Measure.VOICING_ERROR, melody.voicingError())
                .with(Measure.SI_SDR, SignalDistortion.siSdr(clean, same))
                .with(Measure.LOG_SPECTRAL_DISTANCE, spectral.logSpectral())
                .with(Measure.MEL_CEPSTRAL_DISTORTION, spectral.melCepstral());
        double[] octaves = LongTermSpectrum.difference(spectra, sameSpectra);
        for (int i = 0; i < octaves.length; i++) {
            scores = scores.with(Measure.OCTAVES.get(i), octaves[i]);
        }
        return withComb(scores, CombContrast.of(same, sameVoice.hertz(), voice.hertz()));
    }

    private static Scores withComb(Scores scores, CombContrast comb) {
        return scores.with(Measure.COMB_LOW, comb.low()).with(Measure.COMB_HIGH, comb.high());
    }

    /** STOI and ESTOI alone, which need little time. */
    public static Scores intelligibility(Waveform clean, Waveform heard) {
        Stoi.Pair pair = Stoi.both(clean, heard);
        return Scores.NONE.with(Measure.STOI, pair.stoi()).with(Measure.ESTOI, pair.extended());
    }
}
