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

    /** The handle at a 0-based index, or null when there is none. */
    Node at(int index);

    /** The handles as a list that cannot be changed. */
    List<Node> all();

    /** A further step down by one element name, from every handle of the snapshot. */
    Nodes child(String name);

    /** The text of the snapshot as the legacy's toString() gives it, see {@link Node#getAt(String)}. */
    String text();

    /** Whether the legacy's {@code ==} holds, see {@link Node#same(String, Object)}. */
    boolean same(Object value);

    /** Whether the legacy's {@code !=} holds, see {@link Node#differs(String, Object)}. */
    boolean differs(Object value);

    /** Assigns a text, number, boolean or null to the origin, see {@link Node#putAt(String, Object)}. */
    void write(Object value);

    /** Assigns copies of nodes to the origin, see {@link Node#put(String, Nodes)}. */
    void put(Nodes value);

    /** Deletes the nodes of the snapshot from the tree. */
    void remove();
}
