package dev.sotto.training.evaluation.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is measured of a sound against its original: its name in JSON, its column, and what it says in plain words. How
 * it sounds comes first, what predicts that it is understood after it.
 */
public enum Measure {
    ENVELOPE_ERROR(
            "envelopeError",
            "envelope dB",
            "%.2f",
            "Mean difference of the two spectral envelopes in dB, every 5 ms, the loudest 87 dB of the clip, pauses"
                    + " included. The envelope is what the mouth does: it decides which vowel is heard and how clear it"
                    + " is."),
    MEL_DISTANCE(
            "melDistance",
            "mel dB",
            "%.2f",
            "Mean difference of 40 mel bands in dB, over frames with speech; floor 70 dB under the peak."),
    LOCKED_TONES(
            "lockedTones",
            "tones %",
            "%.1f",
            "Share of the power from 1 to 4 kHz that stands at the same phase in every frame of 20 ms of all clips: "
                    + "tones of"
                    + " the codec's own, heard as a buzz. Speech has none. It takes two clips or more."),
    SPECTRUM_DEVIATION(
            "spectrumDeviation",
            "octaves dB",
            "%.1f",
            "The octave in which the sound is too loud or too soft by most, in the mean over all clips."),
    OCTAVE_125("octave125", "125 Hz", "%+.1f", LongTermSpectrum.MEANING),
    OCTAVE_250("octave250", "250 Hz", "%+.1f", LongTermSpectrum.MEANING),
    OCTAVE_500("octave500", "500 Hz", "%+.1f", LongTermSpectrum.MEANING),
    OCTAVE_1000("octave1000", "1 kHz", "%+.1f", LongTermSpectrum.MEANING),
    OCTAVE_2000("octave2000", "2 kHz", "%+.1f", LongTermSpectrum.MEANING),
    OCTAVE_4000("octave4000", "4 kHz", "%+.1f", LongTermSpectrum.MEANING),
    OCTAVE_8000("octave8000", "8 kHz", "%+.1f", LongTermSpectrum.MEANING),
    COMB_LOW("combLow", "comb 1-2k", "%.1f", CombContrast.MEANING),
    COMB_HIGH("combHigh", "comb 2-4k", "%.1f", CombContrast.MEANING),
    ONSET_SHARPNESS(
            "onsetSharpness",
            "onsets dB",
            "%+.1f",
            "How much less (-) or more (+) the sound rises within 10 ms where the original starts a syllable or a "
                    + "burst, in dB."
                    + " Smeared consonants fall far below 0."),
    PITCH_CORRELATION(
            "pitchCorrelation",
            "F0 corr.",
            "%.3f",
            "Correlation of the pitch in Hz over the steps of 5 ms that are voiced in both: the melody."),
    PITCH_GROSS_ERROR(
            "pitchGrossError",
            "F0 gross %",
            "%.1f",
            "Share of the steps voiced in both in which the pitch is more than 20 % off, such as an octave."),
    VOICING_ERROR(
            "voicingError",
            "voicing %",
            "%.1f",
            "Share of all steps that are voiced in one sound and not in the other."),
    PESQ(
            "pesq",
            "PESQ-WB",
            "%.2f",
            "A prediction of how listeners would grade it, 1 to 4.6 (ITU-T P.862.2), by the pesq command of this "
                    + "machine."),
    STOI(
            "stoi",
            "STOI",
            "%.3f",
            "A prediction of intelligibility, 0 to 1 (Taal 2011). It says nothing of how natural a voice is, and a "
                    + "codec that"
                    + " is trained on it can score high with a buzz."),
    ESTOI("estoi", "ESTOI", "%.3f", "The same, extended to noise that comes and goes (Jensen 2016)."),
    SI_SDR(
            "siSdr",
            "SI-SDR dB",
            "%.1f",
            "Energy of the speech over that of all else, at the best gain (Le Roux 2019). Codecs that keep no phase "
                    + "score far"
                    + " below 0, however they sound."),
    LOG_SPECTRAL_DISTANCE(
            "logSpectralDistance",
            "LSD dB",
            "%.2f",
            "Log-spectral distance: rms difference of all bins of a frame in dB, over frames with speech."),
    MEL_CEPSTRAL_DISTORTION(
            "melCepstralDistortion",
            "MCD dB",
            "%.2f",
            "Mel-cepstral distortion: 10/ln 10 x sqrt(2 x sum of squared differences of the mel cepstrum's "
                    + "coefficients 1 to"
                    + " 13), of 40 mel bands, over frames with speech, without time warping.");

    /** Low to high, in the order of {@link LongTermSpectrum#difference}. */
    public static final List<Measure> OCTAVES = Arrays.stream(values())
            .filter(measure -> measure.name.startsWith("octave"))
            .toList();

    private final String name;
    private final String heading;
    private final String format;
    private final String meaning;

    Measure(String name, String heading, String format, String meaning) {
        this.name = name;
        this.heading = heading;
        this.format = format;
        this.meaning = meaning;
    }

    /** The name in JSON. */
    @Override
    public String toString() {
        return name;
    }

    /** Of its column, with the unit. */
    public String heading() {
        return heading;
    }

    /** A value in the unit of its column: a share in %. */
    public double shown(double value) {
        return heading.endsWith("%") ? 100 * value : value;
    }

    /** A value as it stands in its column. */
    public String text(double value) {
        return String.format(Locale.ROOT, format, shown(value));
    }

    public String meaning() {
        return meaning;
    }
}
