package dev.sotto.training.command;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.corpus.recording.SpeechFolder;
import java.util.List;

/** The clips that a model is scored on. */
final class DevClips {

    private DevClips() {}

    /** @param seconds how much of each clip's beginning; 0 for all */
    static List<Waveform> read(SpeechFolder corpus, double seconds) {
        return corpus.files().stream()
                .map(AudioFiles::read)
                .map(clip -> cut(clip, seconds))
                .toList();
    }

    private static Waveform cut(Waveform clip, double seconds) {
        int length = (int) (seconds * clip.sampleRate());
        return seconds > 0 && length < clip.length() ? clip.slice(0, length) : clip;
    }
}
