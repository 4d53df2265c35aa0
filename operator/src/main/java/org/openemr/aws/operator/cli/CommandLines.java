package org.openemr.aws.operator.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openemr.aws.operator.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Puts all commands together. */
public final class CommandLines {

    /** Completes all of them. */
    private static final String COMPLETION = "completion";

    private CommandLines() {}

    /**
     * The command line in the given surroundings, with the one command that the arguments begin with: to make them all takes longer than most
     * commands work. Where the arguments begin with none, all are there, to be listed.
     */
    public static CommandLine of(Surroundings surroundings, String... arguments) {
        var terminal = surroundings.terminal();
        var root = new CommandLine(new OpenEmrCommand());
        var commands = commands(surroundings);
        var wanted = arguments.length == 0 ? null : commands.get(arguments[0]);
        if (wanted == null || arguments[0].equals(COMPLETION)) {
            commands.forEach((name, command) -> root.addSubcommand(name, command.get()));
        } else {
            root.addSubcommand(arguments[0], wanted.get());
        }
        root.setExecutionExceptionHandler(new Failures(terminal));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setOut(HelpTexts.plain(terminal.ownOut()));
        root.setErr(HelpTexts.plain(terminal.ownErr()));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.inColours() ? Ansi.ON : Ansi.OFF));
        addHelp(root);
        HelpTexts.apply(root, surroundings.environment());
        return root;
    }

    private static Map<String, Supplier<CommandLine>> commands(Surroundings surroundings) {
        var commands = new LinkedHashMap<String, Supplier<CommandLine>>();
        commands.put("init", () -> new CommandLine(new InitCommand(surroundings)));
        commands.put("size", () -> new CommandLine(new SizeCommand(surroundings)));
        commands.put("report", () -> new CommandLine(new ReportCommand(surroundings)));
        commands.put("cost", () -> new CommandLine(new CostCommand(surroundings)));
        commands.put("doctor", () -> new CommandLine(new DoctorCommand(surroundings)));
        commands.put("status", () -> new CommandLine(new StatusCommand(surroundings)));
        commands.put(
                "evidence",
                () -> new CommandLine(new EvidenceCommand(surroundings))
                        .addSubcommand(new EvidenceVerifyCommand(surroundings)));
        commands.put("audit", () -> new CommandLine(new AuditCommand(surroundings)));
        commands.put("url", () -> new CommandLine(new UrlCommand(surroundings)));
        commands.put("dashboard", () -> new CommandLine(new DashboardCommand(surroundings)));
        commands.put("password", () -> new CommandLine(new PasswordCommand(surroundings)));
        commands.put(
                "access",
                () -> group(
                        new AccessCommand(),
                        new AccessShowCommand(surroundings),
                        new AccessAllowCommand(surroundings),
                        new AccessCloseCommand(surroundings)));
        commands.put(
                "waf",
                () -> group(
                        new WafCommand(),
                        new WafBlockedCommand(surroundings),
                        new WafAllowCommand(surroundings),
                        new WafBlockCommand(surroundings)));
        commands.put("sign-in", () -> group(new SignInCommand(), new SignInOidcCommand(surroundings)));
        commands.put(
                "users",
                () -> group(
                        new UsersCommand(),
                        new UsersInviteCommand(surroundings),
                        new UsersListCommand(surroundings),
                        new UsersRemoveCommand(surroundings),
                        new UsersResetCommand(surroundings)));
        commands.put("restart", () -> new CommandLine(new RestartCommand(surroundings)));
        commands.put("pause", () -> new CommandLine(new PauseCommand(surroundings)));
        commands.put("resume", () -> new CommandLine(new ResumeCommand(surroundings)));
        commands.put("rotate", () -> new CommandLine(new RotateCommand(surroundings)));
        commands.put("shell", () -> new CommandLine(new ShellCommand(surroundings)));
        commands.put(
                "db",
                () -> group(
                        new DatabaseCommand(),
                        new DatabaseTunnelCommand(surroundings),
                        new DatabaseQueryCommand(surroundings)));
        commands.put(
                "settings",
                () -> group(
                        new SettingsCommand(),
                        new SettingsGetCommand(surroundings),
                        new SettingsSetCommand(surroundings),
                        new SettingsCheckCommand(surroundings),
                        new SettingsDiffCommand(surroundings)));
        commands.put(
                "mail",
                () -> group(
                        new MailCommand(),
                        new MailStatusCommand(surroundings),
                        new MailTestCommand(surroundings),
                        new MailRotateCommand(surroundings)));
        commands.put(
                "api",
                () -> group(
                        new ApiCommand(),
                        new ApiRegisterCommand(surroundings),
                        new ApiTokenCommand(surroundings),
                        new ApiCallCommand(surroundings)));
        commands.put(
                "backup",
                () -> group(
                        new BackupCommand(),
                        new BackupCreateCommand(surroundings),
                        new BackupListCommand(surroundings),
                        new BackupRestoreCommand(surroundings),
                        new BackupSettleCommand(surroundings),
                        new BackupVerifyCommand(surroundings)));
        commands.put(
                "export",
                () -> group(
                        new ExportCommand(),
                        new ExportFilesCommand(surroundings),
                        new ExportDatabaseCommand(surroundings)));
        commands.put(
                "image",
                () -> group(
                        new ImageCommand(), new ImageCheckCommand(surroundings), new ImageMirrorCommand(surroundings)));
        commands.put(
                "import",
                () -> group(
                        new ImportCommand(),
                        new ImportInspectCommand(surroundings),
                        new ImportPlanCommand(surroundings),
                        new ImportRunCommand(surroundings),
                        new ImportCheckCommand(surroundings),
                        new ImportFinishCommand(surroundings),
                        new ImportAbortCommand(surroundings)));
        commands.put("pipeline", () -> group(new PipelineCommand(), new PipelineInitCommand(surroundings)));
        commands.put("deploy", () -> new CommandLine(new DeployCommand(surroundings)));
        commands.put("plan", () -> new CommandLine(new PlanCommand(surroundings)));
        commands.put("upgrade", () -> new CommandLine(new UpgradeCommand(surroundings)));
        commands.put("continue-rollback", () -> new CommandLine(new ContinueRollbackCommand(surroundings)));
        commands.put("logs", () -> new CommandLine(new LogsCommand(surroundings)));
        commands.put("restore", () -> new CommandLine(new RestoreCommand(surroundings)));
        commands.put("move", () -> new CommandLine(new MoveCommand(surroundings)));
        commands.put(
                "training",
                () -> group(
                        new TrainingCommand(),
                        new TrainingCreateCommand(surroundings),
                        new TrainingDestroyCommand(surroundings)));
        commands.put("destroy", () -> new CommandLine(new DestroyCommand(surroundings)));
        commands.put("rehearse", () -> new CommandLine(new RehearseCommand(surroundings)));
        commands.put(COMPLETION, () -> new CommandLine(new CompletionCommand()));
        return commands;
    }

    private static CommandLine group(CommandGroup group, OperatorCommand... members) {
        var line = new CommandLine(group);
        Stream.of(members).forEach(line::addSubcommand);
        return line;
    }

    private static void addHelp(CommandLine commands) {
        commands.getCommandSpec().mixinStandardHelpOptions(true);
        commands.getSubcommands().values().forEach(CommandLines::addHelp);
    }
}
