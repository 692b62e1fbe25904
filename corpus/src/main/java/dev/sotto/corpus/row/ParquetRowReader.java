package dev.sotto.corpus.row;

import dev.sotto.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Rows of a Parquet file, ours or one that another program made of ours. */
final class ParquetRowReader implements RowReader {

    private static final String TOKENS = "tokens";

    private final Path file;
    private final ParquetReader<Group> in;

    ParquetRowReader(Path file) throws IOException {
        this.file = file;
        this.in = new Builder(new LocalInputFile(file)).build();
    }

    @Override
    public RowOrFailure next() throws IOException {
        try {
            Group group = in.read();
            return group == null ? null : row(group);
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            // What Parquet does on damaged files; the last, as it makes room for whatever a damaged length claims.
            // LinkageError: on compressions that we leave out.
            throw new BadInputException(
                    file + " cannot be read as tokens: it is damaged, compressed or of other columns than TOKENS.md"
                            + " tells; give an uncompressed file with those",
                    e);
        }
    }

    private static TokenRow row(Group group) {
        Map<String, Object> values = new HashMap<>();
        GroupType type = group.getType();
        for (Type field : type.getFields()) {
            String name = field.getName();
            if (!name.equals(TOKENS) && field.isPrimitive() && group.getFieldRepetitionCount(name) > 0) {
                boolean text = field.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
                values.put(name, text ? group.getString(name, 0) : group.getValueToString(type.getFieldIndex(name), 0));
            }
        }
        List<int[]> lists = new ArrayList<>();
        Group tokens = group.getGroup(TOKENS, 0);
        for (int q = 0; q < tokens.getFieldRepetitionCount(0); q++) {
            lists.add(numbers(tokens.getGroup(0, q).getGroup(0, 0)));
        }
        return RowParser.row(values, RowParser.sequence(lists));
    }

    /** By place and not by name: programs do not agree on the names within a list. */
    private static int[] numbers(Group list) {
        int[] numbers = new int[list.getFieldRepetitionCount(0)];
        for (int i = 0; i < numbers.length; i++) {
            Group element = list.getGroup(0, i);
            boolean wide =
                    element.getType().getType(0).asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
            numbers[i] = wide ? Math.toIntExact(element.getLong(0, 0)) : element.getInteger(0, 0);
        }
        return numbers;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static final class Builder extends ParquetReader.Builder<Group> {

        Builder(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
