package dev.sotto.corpus.row;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A file a row, a thousand of them in a folder, and a line in the index that names it. */
final class RowFiles implements RowWriter {

    private static final int FILES_OF_A_FOLDER = 1000;

    private final Path folder;
    private final BufferedWriter index;
    private final String ending;
    private final Function<TokenRow, byte[]> contents;
    private int number;

    /** @param ending of the files' names, and the name of the folder that they are in */
    RowFiles(Path folder, Path index, String ending, Function<TokenRow, byte[]> contents) throws IOException {
        this.folder = folder;
        this.index = Files.newBufferedWriter(index);
        this.ending = ending;
        this.contents = contents;
    }

    @Override
    public void add(TokenRow row) throws IOException {
        String name = SafeName.of(row.id());
        String last = name.substring(name.lastIndexOf('/') + 1);
        String file = String.format("%s/%03d/%06d-%s.%1$s", ending, number / FILES_OF_A_FOLDER, number, last);
        number++;
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        byte[] bytes = contents.apply(row);
        DurableFile.write(path, out -> out.write(bytes));
        index.append(RowJson.line(row, file)).append('\n');
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
