package org.openemr.aws.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deploys one stack in the model: creates and changes in the order of references, then gives up what is left over. */
final class StackDeployment {

    private final String stack;
    private final Installed before;
    private final Account account;
    private final Map<String, Resource> after = new LinkedHashMap<>();
    private final List<Resource> given = new ArrayList<>();
    private final List<Resource> leftBehind;
    private final List<Change> changes = new ArrayList<>();
    private final List<Hazard> hazards = new ArrayList<>();

    private StackDeployment(String stack, Installed before) {
        this.stack = stack;
        this.before = before;
        this.account = Account.of(before);
        this.leftBehind = new ArrayList<>(before.leftBehind());
    }

    /** Creates a stack, or updates it. */
    static StackPlan of(String stack, Template template, Installed before) {
        var creations = before.creations().getOrDefault(stack, 0) + (before.has(stack) ? 0 : 1);
        var values = Values.of(stack, creations, template, before);
        var read = values.snapshot();
        var installed = before.stacks().get(stack);
        if (installed != null && installed.isFrom(template, read)) {
            return new StackPlan(stack, List.of(), List.of(), before);
        }
        var deployment = new StackDeployment(stack, before);
        deployment.apply(template, values, creations);
        return deployment.result(
                creations,
                Optional.of(new InstalledStack(template, read, Collections.unmodifiableMap(deployment.after))));
    }

    /** Deletes a stack. */
    static StackPlan deletion(String stack, Installed before) {
        var deployment = new StackDeployment(stack, before);
        var ids = new ArrayList<>(before.stack(stack).values());
        Collections.reverse(ids);
        ids.stream()
                .filter(resource -> resource.whenDeleted() != Disposal.KEPT && deployment.isProtected(resource))
                .forEach(resource -> deployment.hazards.add(Refusals.ofDeletion(resource)));
        ids.forEach(deployment::delete);
        return deployment.result(before.creations().getOrDefault(stack, 0), Optional.empty());
    }

    private void apply(Template template, Values values, int creations) {
        values.missing()
                .forEach(name -> hazards.add(
                        new Hazard(Hazard.Kind.MISSING, stack + " reads " + name + ", which nobody has published")));
        var evaluation = new Evaluation(values::of);
        template.inOrder().forEach((id, written) -> {
            var resource = deploy(id, written, evaluation, creations);
            after.put(id, resource);
            values.add(resource);
        });
        Collections.reverse(given);
        given.forEach(this::giveUpReplaced);
        var ids = new ArrayList<>(before.stack(stack).values());
        Collections.reverse(ids);
        ids.stream().filter(resource -> !after.containsKey(resource.id())).forEach(this::delete);
    }

    private Resource deploy(String id, JsonNode written, Evaluation evaluation, int creations) {
        var old = before.stack(stack).get(id);
        var wanted = new Resource(
                stack,
                id,
                written.path("Type").asText(),
                evaluation.of(written.path("Properties")),
                Disposal.of(written.path("DeletionPolicy")),
                Disposal.of(written.path("UpdateReplacePolicy")),
                old == null ? firstIncarnation(id, creations) : old.incarnation());
        if (old == null) {
            return made(Action.CREATE, Optional.empty(), wanted, List.of());
        }
        var anotherType = Refusals.ofType(old, wanted);
        if (anotherType.isPresent()) {
            hazards.add(anotherType.get());
            return wanted;
        }
        var paths = PropertyDifference.paths(old, wanted);
        if (paths.isEmpty()) {
            account.put(wanted);
            return wanted;
        }
        var action = Replacement.action(wanted, paths);
        hazards.addAll(Refusals.of(old, wanted, paths, action));
        if (action == Action.REPLACE) {
            given.add(old);
            return made(action, Optional.of(old), next(wanted), paths);
        }
        return made(action, Optional.of(old), wanted, paths);
    }

    /** A resource that comes again after it went is another one. */
    private int firstIncarnation(String id, int creations) {
        return (int) leftBehind.stream()
                        .filter(resource ->
                                resource.stack().equals(stack) && resource.id().equals(id))
                        .count()
                + creations
                - 1;
    }

    private static Resource next(Resource resource) {
        return new Resource(
                resource.stack(),
                resource.id(),
                resource.type(),
                resource.properties(),
                resource.whenDeleted(),
                resource.whenReplaced(),
                resource.incarnation() + 1);
    }

    private Resource made(Action action, Optional<Resource> old, Resource resource, List<String> paths) {
        hazards.addAll(account.conflicts(resource));
        account.put(resource);
        changes.add(new Change(action, old, Optional.of(resource), paths));
        return resource;
    }

    private void giveUpReplaced(Resource resource) {
        giveUp(resource, resource.whenReplaced());
    }

    private void delete(Resource resource) {
        changes.add(new Change(Action.DELETE, Optional.of(resource), Optional.empty(), List.of()));
        giveUp(resource, resource.whenDeleted());
    }

    private void giveUp(Resource resource, Disposal disposal) {
        if (disposal == Disposal.KEPT || isProtected(resource)) {
            leftBehind.add(resource);
            return;
        }
        account.userOutside(resource)
                .ifPresent(user -> hazards.add(new Hazard(
                        Hazard.Kind.IN_USE,
                        "%s (%s) goes, and %s (%s) uses it"
                                .formatted(resource.address(), resource.type(), user.address(), user.type()))));
        account.remove(resource);
    }

    /** An update leaves what AWS refuses to delete where it is. */
    private boolean isProtected(Resource resource) {
        return Protection.of(resource, before.stack(stack).values());
    }

    private StackPlan result(int creations, Optional<InstalledStack> installed) {
        var stacks = new HashMap<>(before.stacks());
        stacks.remove(stack);
        installed.ifPresent(present -> stacks.put(stack, present));
        var allCreations = new HashMap<>(before.creations());
        allCreations.put(stack, creations);
        return new StackPlan(
                stack, List.copyOf(changes), List.copyOf(hazards), new Installed(stacks, leftBehind, allCreations));
    }
}
