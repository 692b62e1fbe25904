package dev.sotto.audio.compressed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program in ffmpeg's place that gives nothing, or nothing more: it is ended, and what is read ends, too. */
@DisabledOnOs(OS.WINDOWS)
class FfmpegTest {

    private static final InputStream NOTHING = new ByteArrayInputStream(new byte[0]);

    @TempDir
    private Path folder;

    private Path program(String lines) throws IOException {
        Path program = Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\n" + lines);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void shouldEndAProgramThatGivesNothing() throws IOException {
        Path program = program("exec sleep 600\n");

        IOException e = assertThrows(IOException.class, () -> Ffmpeg.open(program, NOTHING, 1));

        assertEquals("ffmpeg gave nothing for 1 s", e.getMessage());
    }

    @Test
    void shouldKeepWhatAProgramGaveBeforeItStoodStill() throws IOException {
        Path sound = folder.resolve("sound.wav");
        AudioFiles.writeWav(new Waveform(new float[800], AudioFiles.SAMPLE_RATE), sound);
        Path program = program("cat '" + sound + "'\nexec sleep 600\n");

        try (Ffmpeg ffmpeg = Ffmpeg.open(program, NOTHING, 1)) {
            int samples = 0;
            for (float[] piece = ffmpeg.read(); piece.length > 0; piece = ffmpeg.read()) {
                samples += piece.length;
            }
            assertEquals(800, samples);
            assertTrue(ffmpeg.shortfall().contains("gave nothing for 1 s"), ffmpeg.shortfall());
        }
    }
}
