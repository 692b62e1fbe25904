package dev.sotto.training.evaluation.measure;

import be.tarsos.dsp.pitch.FastYin;
import dev.sotto.audio.Waveform;
import java.util.Arrays;

/**
 * The pitch of a voice every 10 ms, by TarsosDSP's YIN (de Cheveigné and Kawahara 2002) over 64 ms of sound. A frame is
 * voiced where YIN is sure of a pitch of 50 to 500 Hz and the frame is less than 40 dB below the loudest one, so that
 * hum in a pause is no voice. A tone whose period is a whole number of samples may be missed, because TarsosDSP takes a
 * perfect match for an error; no voice is so regular.
 *
 * @param hertz of each frame; 0 where it is not voiced
 */
record PitchTrack(double[] hertz) {

    private static final double FRAME_SECONDS = 0.064;
    private static final double HOP_SECONDS = 0.010;
    private static final double LOWEST = 50;
    private static final double HIGHEST = 500;
    /** 40 dB, of energies. */
    private static final double QUIET = 1e-4;

    /** Of as many frames as fit into the sound: none in less than 64 ms. */
    public static PitchTrack of(Waveform sound) {
        int length = (int) Math.round(FRAME_SECONDS * sound.sampleRate());
        int hop = (int) Math.round(HOP_SECONDS * sound.sampleRate());
        int count = sound.length() < length ? 0 : (sound.length() - length) / hop + 1;
        FastYin yin = new FastYin(sound.sampleRate(), length);
        double[] hertz = new double[count];
        double[] energies = new double[count];
        for (int t = 0; t < count; t++) {
            float[] frame = Arrays.copyOfRange(sound.samples(), t * hop, t * hop + length);
            for (float sample : frame) {
                energies[t] += (double) sample * sample;
            }
            hertz[t] = energies[t] > 0 ? yin.getPitch(frame).getPitch() : 0;
        }
        double quiet = QUIET * Arrays.stream(energies).max().orElse(0);
        for (int t = 0; t < count; t++) {
            boolean voice = hertz[t] >= LOWEST && hertz[t] <= HIGHEST && energies[t] > quiet;
            hertz[t] = voice ? hertz[t] : 0;
        }
        return new PitchTrack(hertz);
    }

    public int numFrames() {
        return hertz.length;
    }

    public boolean isVoiced(int frame) {
        return hertz[frame] > 0;
    }
}
