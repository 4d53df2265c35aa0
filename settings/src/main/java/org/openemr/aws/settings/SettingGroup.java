package org.openemr.aws.settings;

import java.util.List;

/**
 * The settings that one module owns, in the order of the reference.
 *
 * @param module the directory of the owning module, for example {@code network-stack}
 */
public record SettingGroup(String module, List<Setting<?>> settings) {

    public static SettingGroup of(String module, Setting<?>... settings) {
        return new SettingGroup(module, List.of(settings));
    }
}
