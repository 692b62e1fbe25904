package dev.sotto.call;

import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BitrateOptions;
import dev.sotto.command.ModelOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is said, and in which tokens; a mixin of the commands that put calls through Kafka. */
public final class CallOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A folder of speech that is said. Default: the clip inside the jar.")
    private String data;

    @Mixin
    private BitrateOptions bitrate;

    @Mixin
    private ModelOption model;

    /** @param seconds how much of a folder's speech, about */
    public Waveform speech(double seconds) throws IOException {
        return Call.speech(data, seconds);
    }

    public SpeechCodec codec() throws IOException {
        return model.codec();
    }

    /** The file that was named; none for the model inside the jar. */
    public Optional<Path> modelFile() {
        return model.file();
    }

    public int codebooks(SpeechCodec codec) {
        return bitrate.codebooks(codec.config());
    }
}
