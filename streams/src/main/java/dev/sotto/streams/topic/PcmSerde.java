package dev.sotto.streams.topic;

import dev.sotto.audio.Pcm16;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Speech and its headers, for other people's clients and topologies; ours read bytes, see {@link Topic}. The end of a
 * stream is a record without a value, which a consumer hands on as null and does not ask a deserializer about.
 */
public final class PcmSerde implements Serde<PcmRecord> {

    @Override
    public Serializer<PcmRecord> serializer() {
        return new Writer();
    }

    @Override
    public Deserializer<PcmRecord> deserializer() {
        return new Reader();
    }

    /** {@code value.serializer}; writes the headers, too. */
    public static final class Writer implements Serializer<PcmRecord> {

        /** Without headers the rate and the position would be lost. */
        @Override
        public byte[] serialize(String topic, PcmRecord record) {
            throw new SerializationException("Speech has headers: use a client that hands them to its serializers");
        }

        @Override
        public byte[] serialize(String topic, Headers headers, PcmRecord record) {
            if (record == null) {
                return null;
            }
            headers.remove(StreamHeaders.RATE).remove(StreamHeaders.POSITION).remove(StreamHeaders.CODEBOOKS);
            StreamHeaders.add(headers, StreamHeaders.RATE, record.sampleRate());
            record.position().ifPresent(position -> StreamHeaders.add(headers, StreamHeaders.POSITION, position));
            record.codebooks().ifPresent(count -> StreamHeaders.add(headers, StreamHeaders.CODEBOOKS, count));
            return record.endsStream() ? null : Pcm16.toBytes(record.samples());
        }
    }

    /** {@code value.deserializer}. */
    public static final class Reader implements Deserializer<PcmRecord> {

        @Override
        public PcmRecord deserialize(String topic, byte[] value) {
            return deserialize(topic, new RecordHeaders(), value);
        }

        /** @throws SerializationException for what is no speech */
        @Override
        public PcmRecord deserialize(String topic, Headers headers, byte[] value) {
            try {
                return PcmRecord.read(value, headers);
            } catch (PoisonRecordException e) {
                throw new SerializationException("No speech on topic " + topic + ": " + e.getMessage(), e);
            }
        }
    }
}
