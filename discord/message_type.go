package discord

// MessageType is the type of a message: one that a user wrote, or a system message.
//
// See https://docs.discord.com/developers/resources/message#message-object-message-types.
type MessageType int

// The message types.
const (
	MessageDefault                                 MessageType = 0
	MessageRecipientAdd                            MessageType = 1
	MessageRecipientRemove                         MessageType = 2
	MessageCallStarted                             MessageType = 3
	MessageChannelNameChange                       MessageType = 4
	MessageChannelIconChange                       MessageType = 5
	MessageChannelPinned                           MessageType = 6
	MessageUserJoin                                MessageType = 7
	MessageGuildBoost                              MessageType = 8
	MessageGuildBoostTier1                         MessageType = 9
	MessageGuildBoostTier2                         MessageType = 10
	MessageGuildBoostTier3                         MessageType = 11
	MessageChannelFollowAdd                        MessageType = 12
	MessageGuildDiscoveryDisqualified              MessageType = 14
	MessageGuildDiscoveryRequalified               MessageType = 15
	MessageGuildDiscoveryGracePeriodInitialWarning MessageType = 16
	MessageGuildDiscoveryGracePeriodFinalWarning   MessageType = 17
	MessageThreadCreated                           MessageType = 18
	MessageReply                                   MessageType = 19
	MessageChatInputCommand                        MessageType = 20
	MessageThreadStarter                           MessageType = 21
	MessageGuildInviteReminder                     MessageType = 22
	MessageContextMenuCommand                      MessageType = 23
	MessageAutoModerationAction                    MessageType = 24
	MessageRoleSubscriptionPurchase                MessageType = 25
	MessageInteractionPremiumUpsell                MessageType = 26
	MessageStageStart                              MessageType = 27
	MessageStageEnd                                MessageType = 28
	MessageStageSpeaker                            MessageType = 29
	MessageStageTopic                              MessageType = 31
	MessageGuildApplicationPremiumSubscription     MessageType = 32
	MessageGuildIncidentAlertModeEnabled           MessageType = 36
	MessageGuildIncidentAlertModeDisabled          MessageType = 37
	MessageGuildIncidentReportRaid                 MessageType = 38
	MessageGuildIncidentReportFalseAlarm           MessageType = 39
	MessagePurchaseNotification                    MessageType = 44
	MessagePollResult                              MessageType = 46
	MessageHDStreamingUpgraded                     MessageType = 55
)
