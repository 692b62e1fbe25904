package dev.sotto.streams.topic;

import dev.sotto.packet.MalformedPacketException;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketReader;
import dev.sotto.packet.PacketWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Packets of version 1, for other people's clients and topologies; ours read bytes, see {@link Topic}. Entropy-coded
 * ones cannot be read out of their stream, and are refused. The classes inside have constructors without arguments, so
 * that they can be named in a client's settings.
 */
public final class PacketSerde implements Serde<Packet> {

    @Override
    public Serializer<Packet> serializer() {
        return new Writer();
    }

    @Override
    public Deserializer<Packet> deserializer() {
        return new Reader();
    }

    /** {@code value.serializer}. */
    public static final class Writer implements Serializer<Packet> {

        @Override
        public byte[] serialize(String topic, Packet packet) {
            return packet == null ? null : PacketWriter.write(packet);
        }
    }

    /** {@code value.deserializer}. */
    public static final class Reader implements Deserializer<Packet> {

        /** @throws SerializationException for what is no packet of version 1 */
        @Override
        public Packet deserialize(String topic, byte[] value) {
            try {
                return value == null ? null : PacketReader.read(value);
            } catch (MalformedPacketException e) {
                throw new SerializationException("No packet on topic " + topic + ": " + e.getMessage(), e);
            }
        }
    }
}
