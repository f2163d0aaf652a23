package mapwright;

import java.util.List;

/**
 * One element of a message tree: a live handle, attached below its parent or detached.
 *
 * <p>Paths are HL7 places relative to the node. {@code PID-5.1} on the message stands for the chain of names
 * {@code PID}, {@code PID.5}, {@code PID.5.1}; on a segment the same component is {@code 5.1}, on a field
 * {@code 1}. {@code [n]} after any part picks the n-th match counted from 1, as in {@code OBX[2]-5.1},
 * {@code PID-3[1].4} and {@code PID-3.1[2]}. A segment alone ({@code PID}) is a path, too.
 *
 * <p>A chain of names that is no HL7 place is reached through {@link #chain(String...)}.
 */
public interface Node {
    /**
     * The text of all nodes that the path reaches, as the legacy's toString() gives it: {@code ''} when there is
     * none, the text of a single simple node, otherwise the XML text of all of them.
     *
     * @throws LegacyError when an index of the path has no node
     */
    String getAt(String path);

    /**
     * Assigns a value as the legacy does: no match appends (missing levels are created at the end of their
     * parent), one match is replaced.
     *
     * @param value text, a number, a boolean or null, written as JavaScript text; never a node, see
     *     {@link #put(String, Nodes)}
     * @throws LegacyError when the path passes through several nodes, or an index in the middle has no node
     */
    void putAt(String path, Object value);

    /**
     * The text as {@link #getAt(String)} gives it, except that it is {@code ''} where an index on the way has no
     * node.
     */
    String find(String path);

    /** The node's own text; a handle is never missing, so it equals {@link #text()}. */
    String find();

    /**
     * The text of exactly one node without element children.
     *
     * @throws LegacyError when the path reaches none, several, or a node with element children: the legacy fails
     *     there because such a list has none of a text's methods
     */
    String single(String path);

    /** The node's own text, see {@link #single(String)}. */
    String single();

    /**
     * Assigns a value to the node at a 0-based index of {@link #nodes(String)}: an existing one is replaced,
     * otherwise one node is appended at the end of the parent, whatever the index.
     *
     * @param value see {@link #putAt(String, Object)}
     * @throws LegacyError when the path passes through several nodes, or an index in the middle has no node
     */
    void putAt(String path, int index, Object value);

    /** Assigns a value to an attribute of every node that the path reaches. */
    void putAttribute(String path, String name, Object value);

    /** Assigns a value to an attribute of this node. */
    void putAttribute(String name, Object value);

    /** This node alone as a snapshot; its origin is the node's parent and name. */
    Nodes nodes();

    /** The attribute of this node, as a snapshot of none or one. */
    Nodes attribute(String name);

    /** A snapshot of the nodes that the path reaches; it remembers parent and name for later writes. */
    Nodes nodes(String path);

    /**
     * The text that a chain of element names and 0-based indexes reaches, or {@code ''} where an index on the way finds
     * nothing; for chains that are no HL7 place.
     */
    String findChain(Object... namesAndIndexes);

    /** A snapshot of the nodes below a chain of element names, for chains that are no HL7 place. */
    Nodes chain(String... names);

    /**
     * The handle at a 0-based index of {@link #nodes(String)}, never null.
     *
     * @throws LegacyError when there is none
     */
    Node at(String path, int index);

    /** Whether {@link #nodes(String)} has nothing at a 0-based index. */
    boolean missing(String path, int index);

    /** How many nodes the path reaches; 1 for a single empty element. */
    int count(String path);

    /** How many nodes this is: 1. */
    int count();

    /**
     * Whether the legacy's {@code ==} holds between the nodes and the value: exactly one node without element
     * children whose text equals it, compared as numbers when the value is a number; never for a missing node.
     */
    boolean same(String path, Object value);

    /** Whether the legacy's {@code ==} holds between this node and the value, see {@link #same(String, Object)}. */
    boolean same(Object value);

    /** Whether the legacy's {@code !=} holds: true for a missing node, and for several nodes. */
    boolean differs(String path, Object value);

    /** Whether the legacy's {@code !=} holds between this node and the value. */
    boolean differs(Object value);

    /** The nodes that the path reaches in document order; later changes of the tree leave the list as it is. */
    List<Node> all(String path);

    /** Assigns copies of nodes under their own names; a missing list removes what the path reaches. */
    void put(String path, Nodes value);

    /** Assigns a copy of one node under its own name. */
    void put(String path, Node value);

    /** Deletes all nodes that the path reaches. */
    void remove(String path);

    /**
     * Makes an empty child of this node: replaces the one at the 0-based index when it exists, otherwise appends
     * one at the end.
     *
     * @return the live child at that index, or null when the index lies beyond the appended one
     */
    Node createSegment(String name, int index);

    /** The node's own text as the legacy's toString() gives it. */
    String text();

    /** The element name, such as {@code PID.5}. */
    String name();

    /** The parent, or null for a detached node and for the root. */
    Node parent();
}
