package dev.sotto.audio;

/**
 * What came of reading a file.
 *
 * @param shortfall what is missing at the end or damaged, as a sentence; null if all is there
 */
public record Reading(Waveform sound, String shortfall) {

    public boolean isWhole() {
        return shortfall == null;
    }

    /** @throws UnreadableAudioException if anything is missing */
    public Waveform whole() {
        if (shortfall != null) {
            throw new UnreadableAudioException(shortfall);
        }
        return sound;
    }
}
