package dev.sotto.measure;

import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Real speech for tests: see CREDITS.md beside the clip. */
public final class TestSpeech {

    private TestSpeech() {}

    /** A woman's voice, 3.2 s at 16 kHz. */
    public static Waveform kathleen() {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(TestSpeech.class.getResource("kathleen.wav"))) {
            return new Waveform(Pcm16.toFloats(in.readAllBytes()), 16_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnsupportedAudioFileException e) {
            throw new IllegalStateException(e);
        }
    }
}
