package dev.sotto.streams.stream;

import dev.sotto.packet.CodedPacket;
import java.util.OptionalLong;

/**
 * A packet and what its record says beside it.
 *
 * @param epoch which life of its stream it belongs to; empty: that of the packet before it
 */
public record TokenRecord(CodedPacket packet, OptionalLong epoch) {}
