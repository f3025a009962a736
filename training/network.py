"""The network: one encoder reads a sentence once; small heads then read each trigger with the words around it."""

import torch
from torch import nn
from transformers import BertModel

from dateline.coding.coders.encoding import ARGUMENTS
from dateline.model.events import EventType, Modality, State

LABELS = tuple([t.value for t in EventType] + [s.value for s in State])
MODALITIES = tuple(m.value for m in Modality)
TAGS = 1 + 2 * len(ARGUMENTS)
REACH = 24  # pieces; farther is as far


class Tagger(nn.Module):
    """Encode word pieces and tag the triggers: hidden (batch, pieces, width), logits (batch, pieces, 2, 3)."""

    def __init__(self, encoder: BertModel, dropout: float = 0.1) -> None:
        """Take a pretrained encoder."""
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.triggers = nn.Linear(encoder.config.hidden_size, 6)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return hidden states and the logits of the trigger tags of events and of states."""
        hidden = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return hidden, self.triggers(hidden).view(hidden.shape[0], hidden.shape[1], 2, 3)


class Reader(nn.Module):
    """Read one trigger in an encoded sentence: label, mode, modality (rows, classes), arguments."""

    def __init__(self, width: int, modes: int, dropout: float = 0.1) -> None:
        """Take the encoder's width and the number of modes over all types."""
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.joint = nn.Sequential(nn.Linear(3 * width, width), nn.GELU())
        self.label = nn.Linear(width, len(LABELS))
        self.mode = nn.Linear(width, modes)
        self.modality = nn.Linear(width, len(MODALITIES))
        self.reach = nn.Embedding(2 * REACH + 1, 32)
        self.named = nn.Linear(len(LABELS), 32)
        self.around = nn.Sequential(nn.Linear(3 * width + 64, width), nn.GELU(), nn.Linear(width, TAGS))

    def forward(self, hidden: torch.Tensor, mask: torch.Tensor, trigger: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return the logits; `trigger` is 1 at the trigger's pieces and 0 elsewhere."""
        weight = trigger.to(hidden.dtype).unsqueeze(-1)
        marked = (hidden * weight).sum(1) / weight.sum(1)
        everywhere = mask.to(hidden.dtype).unsqueeze(-1)
        pooled = (hidden * everywhere).sum(1) / everywhere.sum(1)
        joint = self.dropout(self.joint(torch.cat([marked, pooled, marked * pooled], -1)))
        label = self.label(joint)
        places = torch.arange(hidden.shape[1], device=hidden.device).unsqueeze(0)
        middle = (trigger * places).sum(1, keepdim=True) // trigger.sum(1, keepdim=True)
        reach = self.reach((places - middle).clamp(-REACH, REACH) + REACH)
        named = self.named(label.softmax(-1)).unsqueeze(1).expand(-1, hidden.shape[1], -1)
        each = marked.unsqueeze(1).expand_as(hidden)
        arguments = self.around(torch.cat([hidden, each, hidden * each, reach, named], -1))
        return label, self.mode(joint), self.modality(joint), arguments


class Network(nn.Module):
    """Hold both parts."""

    def __init__(self, encoder: BertModel, modes: int) -> None:
        """Take a pretrained encoder and the number of modes over all types."""
        super().__init__()
        self.tagger = Tagger(encoder)
        self.reader = Reader(encoder.config.hidden_size, modes)
