package org.openemr.aws.contracts;

/** The kinds of ECS tasks of ComputeStack: their families, containers and log streams. */
public enum TaskKind {
    SERVICE("openemr", "openemr"),
    SET_UP("set-up", "set-up"),
    CONNECTION("connection", "connection"),
    ADMINISTRATOR("administrator", "administrator"),
    IMPORT("import", "import"),
    CLOCK("clock", "clock"),
    MAIL_TEST("mail-test", "mail-test"),
    FILE_CHECK("file-check", "file-check"),
    TLS_MATERIAL("tls-material", "sslmaintenance");

    /** What ECS knows as the starter of a task that {@code openemr} started; the functions of task runs look for it. */
    public static final String STARTED_BY_OPERATOR = "openemr-operator";

    /** The group of tasks that a change of credentials starts; the functions of task runs look for it, too. */
    public static final String GROUP_OF_ROTATION = "credential-rotation";

    private final String label;
    private final String stream;

    TaskKind(String label, String stream) {
        this.label = label;
        this.stream = stream;
    }

    /** The name of its container, and its own part of its family's name. */
    public String label() {
        return label;
    }

    /** The family that its task definitions share. */
    public String family(Names names) {
        return names.physicalName(label);
    }

    /** How the names of its log streams begin, in the log group that all kinds share. */
    public String streamPrefix() {
        return "ecs/" + stream;
    }
}
