package dev.sotto.codec;

import dev.sotto.activity.VoiceActivity;
import dev.sotto.model.CodecConfig;
import java.util.Arrays;

/** Hears a stream's frames beside the encoder, until somebody asks whether there was speech in them. */
final class Listening {

    /**
     * So many of the frames that follow speech are sent with it in any case, and the others if that costs no packet.
     */
    private static final int KEPT = 3;

    private final VoiceActivity activity;
    private final int featuresOfFrame;
    private final float[] latentSum;
    private int frames;
    private int hangovers;
    private boolean spoken;

    Listening(CodecConfig config) {
        activity = new VoiceActivity(config.stepsPerFrame());
        featuresOfFrame = config.stepsPerFrame() * CodecConfig.FEATURES;
        latentSum = new float[config.latentDim()];
    }

    /** Frames that lie in a room from {@code place} on. */
    void hear(EncoderRoom room, int place, int count) {
        for (int t = place; t < place + count; t++) {
            boolean speech = activity.next(room.features, t * featuresOfFrame);
            frames++;
            if (activity.isHangingOver()) {
                hangovers++;
                continue;
            }
            spoken |= speech;
            for (int i = 0; i < latentSum.length; i++) {
                latentSum[i] += room.latents[t * latentSum.length + i];
            }
        }
    }

    /**
     * Whether there was speech in the frames since it was last asked. The last that hang over are not where they are
     * half of those frames at most: else a packet of ten would be sent as speech for 20 to 100 ms in which nobody
     * speaks.
     *
     * @param latents to which the sum of those frames' latents is added; one that hangs over counts as the mean of the
     *     others, so that a pause does not sound of what was said before it
     */
    boolean drain(float[] latents) {
        boolean speech = spoken || 2 * hangovers > frames || hangovers > VoiceActivity.HANGOVER - KEPT;
        float scale = frames == hangovers ? 0 : frames / (float) (frames - hangovers);
        for (int i = 0; i < latentSum.length; i++) {
            latents[i] += latentSum[i] * scale;
        }
        forget();
        return speech;
    }

    private void forget() {
        frames = 0;
        hangovers = 0;
        spoken = false;
        Arrays.fill(latentSum, 0);
    }

    /** From here on it is a new stream. */
    void reset() {
        activity.reset();
        forget();
    }
}
