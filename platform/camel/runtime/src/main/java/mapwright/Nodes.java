package mapwright;

import java.util.List;

/**
 * A snapshot of handles in document order, with its origin: the parent and the name it was read from.
 *
 * <p>Appends and deletes in the tree change neither the snapshot nor a loop over it; writes go to the origin.
 */
public interface Nodes {
    /** How many handles the snapshot holds. */
    int count();

    /**
     * The handle at a 0-based index, never null.
     *
     * @throws LegacyError when there is none
     */
    Node at(int index);

    /** Whether the snapshot has nothing at a 0-based index. */
    boolean missing(int index);

    /** The handles as a list that cannot be changed. */
    List<Node> all();

    /** A further step down by one element name, from every handle of the snapshot. */
    Nodes child(String name);

    /** Several steps down by element name, see {@link Node#chain(String...)}. */
    Nodes chain(String... names);

    /** The snapshot itself, for places where a definition names nodes in general. */
    Nodes nodes();

    /** The attributes of that name, of every handle of the snapshot. */
    Nodes attribute(String name);

    /** The text of the snapshot as the legacy's toString() gives it, see {@link Node#getAt(String)}. */
    String text();

    /** The text of the snapshot; no index is left to fail, so it equals {@link #text()}. */
    String find();

    /** The text of exactly one node without element children, see {@link Node#single(String)}. */
    String single();

    /** Whether the legacy's {@code ==} holds, see {@link Node#same(String, Object)}. */
    boolean same(Object value);

    /** Whether the legacy's {@code !=} holds, see {@link Node#differs(String, Object)}. */
    boolean differs(Object value);

    /** Assigns a text, number, boolean or null to the origin, see {@link Node#putAt(String, Object)}. */
    void write(Object value);

    /** Assigns a value to the node at a 0-based index, see {@link Node#putAt(String, int, Object)}. */
    void putAt(int index, Object value);

    /** Assigns a value to an attribute of every handle of the snapshot. */
    void putAttribute(String name, Object value);

    /**
     * Makes an empty child, see {@link Node#createSegment(String, int)}.
     *
     * @throws LegacyError unless the snapshot is exactly one node
     */
    Node createSegment(String name, int index);

    /** Assigns copies of nodes to the origin, see {@link Node#put(String, Nodes)}. */
    void put(Nodes value);

    /** Deletes the nodes of the snapshot from the tree. */
    void remove();
}
