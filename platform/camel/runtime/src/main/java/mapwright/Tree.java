package mapwright;

/** The root of a message tree: {@code msg} or {@code tmp}. */
public interface Tree extends Node {
    /** A new detached element of that name. */
    Node createSegment(String name);

    /** Inserts a new empty element after the given one in the root and returns its live handle. */
    Node createSegmentAfter(String name, Node segment);
}
