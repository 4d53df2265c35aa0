package org.openemr.aws.trial;

/** Something that a trial restored, and that goes again. Every look at it takes the next step that can be taken. */
public interface Scratch {

    /** What it is, for people. */
    String name();

    /**
     * Takes the next step towards its use.
     *
     * @return what it is at, {@link #READY} at the end
     * @throws TrialFailedException when it will never be usable
     */
    String prepare();

    /**
     * Takes the next step of giving it back as it was found, for somebody else to remove. What is not there any more is given back.
     *
     * @return what it is at, {@link #GONE} at the end
     */
    String release();

    /**
     * Takes the next step of its removal. What is not there any more is removed.
     *
     * @return what it is at, {@link #GONE} at the end
     */
    String remove();

    /** It can be used. */
    String READY = "ready";

    /** It is removed. */
    String GONE = "gone";
}
