package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.model.ModelFile;
import dev.sotto.onnx.OnnxExport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sotto export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write the model as ONNX: encoder and decoder for Python and others.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sotto export --onnx exported",
            "  sotto export --onnx exported --streaming",
            "  sotto export --onnx mine --model run/model.safetensors",
            "encoder.onnx makes tokens [B,Q,F] of samples [B,T], decoder.onnx parameters",
            "of tokens; codec/PYTHON.md has a synthesiser for these. Tokens are equal to",
            "those of 'sotto encode' but for rounding: only Sotto's own are exact."
        })
public final class ExportCommand implements Callable<Integer> {

    private static final String CARD = "MODEL.md";
    private static final String LICENCE = "Apache-2.0; the speech that it was trained on: see card";

    @Option(
            names = "--onnx",
            required = true,
            paramLabel = "DIR",
            description = "The folder for encoder.onnx and decoder.onnx.")
    private Path folder;

    @Option(
            names = "--streaming",
            description = "Write encoder-streaming.onnx and decoder-streaming.onnx, too: the state of every"
                    + " convolution is an input and an output of theirs.")
    private boolean streaming;

    @Mixin
    private ModelOption model;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new BadInputException(folder + " is a file: name a folder to write to");
        }
        ModelFile file = model.model();
        OnnxExport export = new OnnxExport(file, card());
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("encoder.onnx", export.encoder(false));
        files.put("decoder.onnx", export.decoder(false));
        if (streaming) {
            files.put("encoder-streaming.onnx", export.encoder(true));
            files.put("decoder-streaming.onnx", export.decoder(true));
        }
        Files.createDirectories(folder);
        Map<String, Object> sizes = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> written : files.entrySet()) {
            new OutputFile(folder.resolve(written.getKey()).toString()).write(out -> out.write(written.getValue()));
            sizes.put(written.getKey(), written.getValue().length);
        }
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("folder", folder.toString());
        results.put("model", file.fingerprint().toString());
        results.put("bytes", sizes);
        String names = String.join(", ", files.keySet());
        report.print(spec.commandLine().getOut(), results, model.description() + " -> " + folder + ": " + names);
        return 0;
    }

    /** What lies beside the model, as {@code sotto train} writes it. */
    private Map<String, String> card() throws IOException {
        Optional<Path> file = model.file();
        if (file.isPresent()) {
            Path beside = file.get().toAbsolutePath().resolveSibling(CARD);
            return Files.isRegularFile(beside) ? Map.of("card", Files.readString(beside)) : Map.of();
        }
        try (InputStream in = ModelFile.class.getResourceAsStream(CARD)) {
            return in == null
                    ? Map.of()
                    : Map.of("card", new String(in.readAllBytes(), StandardCharsets.UTF_8), "licence", LICENCE);
        }
    }
}
