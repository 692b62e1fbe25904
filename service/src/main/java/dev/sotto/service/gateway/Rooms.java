package dev.sotto.service.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who is in which room of this gateway; a room is there as long as somebody is in it. Thread-safe. */
final class Rooms {

    private final GatewayLimits limits;
    private final Map<String, Map<String, Caller>> rooms = new ConcurrentHashMap<>();

    Rooms(GatewayLimits limits) {
        this.limits = limits;
    }

    /** @throws ProtocolException if the room is full or the name is taken */
    synchronized void enter(Caller caller) {
        Map<String, Caller> room = rooms.get(caller.room());
        if (room == null) {
            if (rooms.size() >= limits.rooms()) {
                throw new ProtocolException(CloseCode.FULL, "there are as many rooms as there may be");
            }
            room = rooms.computeIfAbsent(caller.room(), name -> new ConcurrentHashMap<>());
        }
        if (room.containsKey(caller.name())) {
            throw new ProtocolException(CloseCode.NAME_TAKEN, "somebody of this name is in the room");
        }
        if (room.size() >= limits.people()) {
            throw new ProtocolException(CloseCode.FULL, "the room is full");
        }
        room.put(caller.name(), caller);
    }

    synchronized void leave(Caller caller) {
        Map<String, Caller> room = rooms.get(caller.room());
        if (room != null && room.remove(caller.name(), caller) && room.isEmpty()) {
            rooms.remove(caller.room());
        }
    }

    Collection<Caller> in(String room) {
        Map<String, Caller> people = rooms.get(room);
        return people == null ? List.of() : people.values();
    }

    int size() {
        return rooms.size();
    }
}
