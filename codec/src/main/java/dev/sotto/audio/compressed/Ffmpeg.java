package dev.sotto.audio.compressed;

import dev.sotto.audio.container.SoundReader;
import dev.sotto.audio.container.WavFile;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The program ffmpeg at work on one file: it gives WAV through a pipe. It may open nothing but that file, and is ended
 * when it gives nothing for a minute.
 */
public final class Ffmpeg implements SoundReader, Closeable {

    private static final String NAME = "ffmpeg";
    private static final long PATIENCE_SECONDS = 60;
    private static final int MAX_COMPLAINT = 4096;

    private final Path copy;
    private final long patienceSeconds;
    private final Process process;
    private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();
    private final Thread listener;
    private final SoundReader sound;
    private volatile long progress;
    private volatile boolean stuck;

    private Ffmpeg(Path program, Path copy, long patienceSeconds) throws IOException {
        this.copy = copy;
        this.patienceSeconds = patienceSeconds;
        this.process = new ProcessBuilder(
                        program.toString(),
                        "-v",
                        "error",
                        "-nostdin",
                        "-protocol_whitelist",
                        "file,pipe",
                        "-i",
                        copy.toString(),
                        "-map",
                        "0:a:0",
                        "-c:a",
                        "pcm_f32le",
                        "-f",
                        "wav",
                        "-")
                .start();
        this.listener = start("listener", this::listen);
        start("watchdog", this::watch);
        this.sound = open();
    }

    /** Where the program is, after the variable PATH. */
    public static Optional<Path> find() {
        String path = System.getenv("PATH");
        for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
            for (String name : new String[] {NAME, NAME + ".exe"}) {
                Path program = Path.of(folder, name);
                if (!folder.isEmpty() && Files.isExecutable(program) && !Files.isDirectory(program)) {
                    return Optional.of(program);
                }
            }
        }
        return Optional.empty();
    }

    /** Copies all of {@code in} to a file of its own, as many formats are not read in the order of their bytes. */
    public static Ffmpeg open(Path program, InputStream in) throws IOException {
        return open(program, in, PATIENCE_SECONDS);
    }

    /** @param patienceSeconds after which a program that gives nothing is ended; it may take twice as long */
    static Ffmpeg open(Path program, InputStream in, long patienceSeconds) throws IOException {
        Path copy = Files.createTempFile("sotto", ".audio");
        boolean opened = false;
        try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            Ffmpeg ffmpeg = new Ffmpeg(program, copy, patienceSeconds);
            opened = true;
            return ffmpeg;
        } finally {
            if (!opened) {
                Files.deleteIfExists(copy);
            }
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, NAME + " " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private SoundReader open() throws IOException {
        InputStream counted = new FilterInputStream(process.getInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                progress += Math.max(0, count);
                return count;
            }
        };
        try {
            return WavFile.open(counted);
        } catch (IOException e) {
            close();
            throw new IOException(stuck ? silence() : "ffmpeg finds no sound in it (" + complaint() + ")", e);
        }
    }

    private void listen() {
        try (InputStream err = process.getErrorStream()) {
            byte[] piece = new byte[MAX_COMPLAINT];
            for (int count = err.read(piece); count >= 0; count = err.read(piece)) {
                synchronized (complaint) {
                    complaint.write(piece, 0, Math.min(count, MAX_COMPLAINT - complaint.size()));
                }
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    private void watch() {
        long before = -1;
        try {
            while (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
                if (progress == before) {
                    stuck = true;
                    process.destroyForcibly();
                }
                before = progress;
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private String silence() {
        return "ffmpeg gave nothing for " + patienceSeconds + " s";
    }

    /** The first line of what the program says. */
    private String complaint() {
        String text;
        synchronized (complaint) {
            text = complaint.toString(StandardCharsets.UTF_8);
        }
        String line = text.replace(copy.toString(), "it").lines().findFirst().orElse("it says nothing");
        return line.replaceFirst("^\\[[^]]*\\] *", "").strip();
    }

    @Override
    public int sampleRate() {
        return sound.sampleRate();
    }

    @Override
    public float[] read() throws IOException {
        return sound.read();
    }

    /** Waits for the program's end, which is near once its sound has ended. */
    @Override
    public String shortfall() {
        try {
            int code = process.waitFor();
            listener.join();
            if (stuck) {
                return silence();
            }
            boolean complained;
            synchronized (complaint) {
                complained = complaint.size() > 0;
            }
            return code == 0 && !complained ? null : "ffmpeg says: " + complaint();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the reading was interrupted";
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            listener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(copy);
    }
}
