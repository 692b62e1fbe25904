package dev.sotto.audio;

/** Measures tones. */
final class Tone {

    private Tone() {}

    /** Amplitude of the tone of so many Hz, under a Hann window. */
    static double amplitude(Waveform sound, double hertz) {
        double sine = 0;
        double cosine = 0;
        int n = sound.length();
        for (int i = 0; i < n; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / n);
            double phase = 2 * Math.PI * hertz * i / sound.sampleRate();
            sine += window * sound.samples()[i] * Math.sin(phase);
            cosine += window * sound.samples()[i] * Math.cos(phase);
        }
        return 4 * Math.hypot(sine, cosine) / n;
    }
}
