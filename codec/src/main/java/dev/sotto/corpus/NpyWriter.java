package dev.sotto.corpus;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A NumPy file a row, a thousand of them in a folder, and a line in the index that names it. */
final class NpyWriter implements RowWriter {

    private static final String FOLDER = "npy";
    private static final int FILES_OF_A_FOLDER = 1000;

    private final Path folder;
    private final BufferedWriter index;
    private final int codebookSize;
    private int number;

    NpyWriter(Path folder, Path index, int codebookSize) throws IOException {
        this.folder = folder;
        this.index = Files.newBufferedWriter(index);
        this.codebookSize = codebookSize;
    }

    @Override
    public void add(TokenRow row) throws IOException {
        String name = SafeName.of(row.id());
        String last = name.substring(name.lastIndexOf('/') + 1);
        String file = String.format("%s/%03d/%06d-%s.npy", FOLDER, number / FILES_OF_A_FOLDER, number, last);
        number++;
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        byte[] bytes = NpyFile.write(row.tokens(), codebookSize);
        DurableFile.write(path, out -> out.write(bytes));
        index.append(RowJson.line(row, file)).append('\n');
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
