package org.openemr.aws.operator.cli;

import org.openemr.aws.operator.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Puts all commands together. */
public final class CommandLines {

    private CommandLines() {}

    /** The whole command line in the given surroundings. */
    public static CommandLine of(Surroundings surroundings) {
        var terminal = surroundings.terminal();
        var commands = new CommandLine(new OpenEmrCommand())
                .addSubcommand(new InitCommand(surroundings))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new UrlCommand(surroundings))
                .addSubcommand(new PasswordCommand(surroundings))
                .addSubcommand(new CommandLine(new AccessCommand())
                        .addSubcommand(new AccessShowCommand(surroundings))
                        .addSubcommand(new AccessAllowCommand(surroundings))
                        .addSubcommand(new AccessCloseCommand(surroundings)))
                .addSubcommand(new CommandLine(new WafCommand())
                        .addSubcommand(new WafBlockedCommand(surroundings))
                        .addSubcommand(new WafAllowCommand(surroundings))
                        .addSubcommand(new WafBlockCommand(surroundings)))
                .addSubcommand(new CommandLine(new SignInCommand()).addSubcommand(new SignInOidcCommand(surroundings)))
                .addSubcommand(new CommandLine(new UsersCommand())
                        .addSubcommand(new UsersInviteCommand(surroundings))
                        .addSubcommand(new UsersListCommand(surroundings))
                        .addSubcommand(new UsersRemoveCommand(surroundings))
                        .addSubcommand(new UsersResetCommand(surroundings)))
                .addSubcommand(new RotateCommand(surroundings))
                .addSubcommand(new ShellCommand(surroundings))
                .addSubcommand(new CommandLine(new DatabaseCommand())
                        .addSubcommand(new DatabaseTunnelCommand(surroundings))
                        .addSubcommand(new DatabaseQueryCommand(surroundings)))
                .addSubcommand(
                        new CommandLine(new SettingsCommand()).addSubcommand(new SettingsDiffCommand(surroundings)))
                .addSubcommand(new CommandLine(new MailCommand())
                        .addSubcommand(new MailStatusCommand(surroundings))
                        .addSubcommand(new MailTestCommand(surroundings))
                        .addSubcommand(new MailRotateCommand(surroundings)))
                .addSubcommand(new CommandLine(new ApiCommand())
                        .addSubcommand(new ApiRegisterCommand(surroundings))
                        .addSubcommand(new ApiTokenCommand(surroundings))
                        .addSubcommand(new ApiCallCommand(surroundings)))
                .addSubcommand(new CommandLine(new BackupCommand())
                        .addSubcommand(new BackupCreateCommand(surroundings))
                        .addSubcommand(new BackupListCommand(surroundings))
                        .addSubcommand(new BackupRestoreCommand(surroundings))
                        .addSubcommand(new BackupSettleCommand(surroundings))
                        .addSubcommand(new BackupVerifyCommand(surroundings)))
                .addSubcommand(new CommandLine(new ExportCommand())
                        .addSubcommand(new ExportFilesCommand(surroundings))
                        .addSubcommand(new ExportDatabaseCommand(surroundings)))
                .addSubcommand(new CommandLine(new ImageCommand())
                        .addSubcommand(new ImageCheckCommand(surroundings))
                        .addSubcommand(new ImageMirrorCommand(surroundings)))
                .addSubcommand(new CommandLine(new ImportCommand())
                        .addSubcommand(new ImportInspectCommand(surroundings))
                        .addSubcommand(new ImportPlanCommand(surroundings))
                        .addSubcommand(new ImportRunCommand(surroundings))
                        .addSubcommand(new ImportCheckCommand(surroundings))
                        .addSubcommand(new ImportFinishCommand(surroundings))
                        .addSubcommand(new ImportAbortCommand(surroundings)))
                .addSubcommand(new PlanCommand(surroundings))
                .addSubcommand(new UpgradeCommand(surroundings))
                .addSubcommand(new ContinueRollbackCommand(surroundings))
                .addSubcommand(new LogsCommand(surroundings))
                .addSubcommand(new RestoreCommand(surroundings))
                .addSubcommand(new DestroyCommand(surroundings))
                .addSubcommand(new RehearseCommand(surroundings))
                .addSubcommand(new CompletionCommand());
        commands.setExecutionExceptionHandler(new Failures(terminal));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setOut(HelpTexts.plain(terminal.ownOut()));
        commands.setErr(HelpTexts.plain(terminal.ownErr()));
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.interactive() ? Ansi.ON : Ansi.OFF));
        addHelp(commands);
        HelpTexts.apply(commands, surroundings.environment());
        return commands;
    }

    private static void addHelp(CommandLine commands) {
        commands.getCommandSpec().mixinStandardHelpOptions(true);
        commands.getSubcommands().values().forEach(CommandLines::addHelp);
    }
}
