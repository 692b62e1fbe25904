package dev.sotto.command;

import com.google.gson.JsonObject;
import dev.sotto.model.ModelFormatException;
import dev.sotto.packet.TokenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sotto inspect}. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Tell what is in a .sotto file.",
        footerHeading = "%nExamples:%n",
        footer = {"  sotto inspect speech.sotto", "  sotto inspect speech.sotto --json"})
public final class InspectCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "IN.sotto", description = "The file to read; - for standard input.")
    private String in;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ModelOption model;

    @Mixin
    private PriorOption prior;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        InputFile input = new InputFile(in);
        byte[] bytes = TokenFiles.readBytes(input);
        TokenFile file = TokenFiles.read(bytes, input.description(), prior);
        TokenFileSummary summary = TokenFileSummary.of(file, bytes);
        Boolean matches = matches(file);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonObject results = Json.GSON.toJsonTree(summary).getAsJsonObject();
            results.addProperty("modelMatches", matches);
            out.println(Json.GSON.toJson(results));
        } else {
            print(summary, matches, out);
        }
        out.flush();
        return 0;
    }

    /** Whether the model given, or else the bundled one, made the file; null in a build that bundles none. */
    private Boolean matches(TokenFile file) throws IOException {
        try {
            return model.model().fingerprint().equals(file.fingerprint());
        } catch (ModelFormatException e) {
            if (model.isGiven()) {
                throw e;
            }
            return null;
        }
    }

    private void print(TokenFileSummary summary, Boolean matches, PrintWriter out) {
        out.printf(
                "sound        %.3f s (%d samples at %d Hz)%n",
                summary.seconds(), summary.samples(), summary.sampleRate());
        out.printf("frames       %d in %s%n", summary.frames(), Count.of(summary.packets(), "packet"));
        out.printf("codebooks    %d of %d bits a token%n", summary.codebooks(), summary.bitsPerToken());
        out.printf(
                "bitrate      %.2f kbps of tokens, %.2f kbps of packets%n", summary.tokenKbps(), summary.payloadKbps());
        out.printf("file         %d bytes%n", summary.bytes());
        if (summary.pauseFrames() > 0) {
            out.printf("pauses       %s%n", Count.of(summary.pauseFrames(), "frame"));
        }
        if (summary.prior() != null) {
            out.printf("coded with   prior %s, %s%n", summary.prior(), Count.of(summary.keyPackets(), "key packet"));
        }
        out.printf("made with    model %s: %s%n", summary.fingerprint(), verdict(matches));
    }

    private String verdict(Boolean matches) {
        if (matches == null) {
            return "this build has no model to compare with";
        }
        return (matches ? "it is " : "not ") + model.description();
    }
}
