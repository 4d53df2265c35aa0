package org.openemr.aws.functions.rotation;

/** Kills a function at one of the calls that it makes, before or after the call has done what it is for. */
final class KillSwitch {

    private int calls;
    private int at;
    private boolean after;

    /** The function is gone. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Something that a function calls. */
    @FunctionalInterface
    interface Call<T, E extends Exception> {
        T make() throws E;
    }

    /** Kills at a call; at none with 0. */
    synchronized void arm(int call, boolean afterIt) {
        calls = 0;
        at = call;
        after = afterIt;
    }

    /** How many calls there were. */
    synchronized int calls() {
        return calls;
    }

    /** Makes a call, if the function lives. */
    <T, E extends Exception> T around(Call<T, E> call) throws E {
        var number = next();
        if (number == at && !after) {
            throw new Killed();
        }
        var answer = call.make();
        if (number == at) {
            throw new Killed();
        }
        return answer;
    }

    private synchronized int next() {
        return ++calls;
    }
}
